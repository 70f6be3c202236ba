// Package words has what the kit says to a person, in each language that it
// speaks. A text has an id, by which code asks for it, and stands in the
// folder of its language, in files by subject.
//
// What is itself a fact of the kit in English, such as the promise of a
// clause, stays where the fact is; the folders of the other languages have it
// under an id: see [Words.Of]. What is printed in English by a program that
// speaks nothing else is told by what it was printed from: see [Words.Printed].
package words

import (
	"embed"
	"fmt"
	"io/fs"
	"os"
	"path"
	"sync"

	"github.com/BurntSushi/toml"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

//go:embed en zh
var files embed.FS

// Languages are those that the kit speaks; the first is spoken to all who
// speak none of them.
var Languages = []string{"en", "zh"}

// Values are what a text has places for: {{.Step}} takes Values["Step"].
type Values map[string]any

// Words are the texts in one language. The zero value speaks English.
type Words struct {
	// Language is one of Languages.
	Language string

	localizer *i18n.Localizer
	printed   []format
}

// english are the words of the zero value, read when they are first asked for.
var english = sync.OnceValues(func() (Words, error) { return In(Languages[0]) })

// In returns the words of one of Languages.
func In(name string) (Words, error) {
	bundle := i18n.NewBundle(language.English)
	bundle.RegisterUnmarshalFunc("toml", toml.Unmarshal)
	var own []*i18n.Message
	err := fs.WalkDir(files, ".", func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := files.ReadFile(file)
		if err != nil {
			return err
		}
		// The library takes the language from a file's name: "zh.toml".
		read, err := bundle.ParseMessageFileBytes(text, path.Dir(file)+".toml")
		if err != nil {
			return fmt.Errorf("read the words in %s: %w", file, err)
		}
		if path.Dir(file) == name {
			own = append(own, read.Messages...)
		}
		return nil
	})
	return Words{name, i18n.NewLocalizer(bundle, name), formatsIn(own)}, err
}

// Chosen returns the words in the person's language: what KIT_LANG names, or
// else the locale does, which is the first that is set of LC_ALL, LC_MESSAGES
// and LANG: locale(7).
func Chosen() (Words, error) {
	named := os.Getenv("KIT_LANG")
	if named != "" {
		for _, known := range Languages {
			if named == known {
				return In(named)
			}
		}
		return Words{}, fmt.Errorf("KIT_LANG=%s: en and zh are what the kit speaks", named)
	}
	for _, variable := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if locale := os.Getenv(variable); locale != "" {
			return In(ofLocale(locale))
		}
	}
	return In(Languages[0])
}

// ofLocale returns which of Languages a locale such as zh_CN.UTF-8 is served
// best with.
func ofLocale(locale string) string {
	for i := range locale {
		if locale[i] == '.' || locale[i] == '@' {
			locale = locale[:i]
			break
		}
	}
	wanted, err := language.Parse(locale)
	if err != nil { // "C", "POSIX"
		return Languages[0]
	}
	var spoken []language.Tag
	for _, name := range Languages {
		spoken = append(spoken, language.Make(name))
	}
	_, index, confidence := language.NewMatcher(spoken).Match(wanted)
	if confidence == language.No {
		return Languages[0]
	}
	return Languages[index]
}

// Say returns a text that the kit has in every language.
func (w Words) Say(id string, values ...Values) string {
	return w.Of(id, id, values...)
}

// Of returns a text whose English is elsewhere: it is given, and returned
// where there is no other.
func (w Words) Of(id, given string, values ...Values) string {
	if w.localizer == nil {
		var err error
		if w, err = english(); err != nil {
			return given
		}
	}
	config := &i18n.LocalizeConfig{MessageID: id}
	for _, some := range values {
		config.TemplateData = some
	}
	if text, err := w.localizer.Localize(config); err == nil {
		return text
	}
	return given
}
