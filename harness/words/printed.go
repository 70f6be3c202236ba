package words

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n"
)

// format is what a text was printed from, by fmt, and the same in a person's
// language, which has %s or %[2]s for each value: they are text by now.
type format struct{ kind, english, own string }

// printedPrefix begins the ids of formats: "printed.KIND.ENGLISH".
const printedPrefix = "printed."

// formatsIn returns the formats among the texts of a language, those that say
// most first: what "after %s %s" fits, "after %v" fits too.
func formatsIn(texts []*i18n.Message) (formats []format) {
	for _, text := range texts {
		if name, isFormat := strings.CutPrefix(text.ID, printedPrefix); isFormat {
			kind, english, _ := strings.Cut(name, ".")
			formats = append(formats, format{kind, english, text.Other})
		}
	}
	slices.SortFunc(formats, func(a, b format) int {
		return cmp.Or(saysMore(a.english, b.english), strings.Compare(a.english, b.english))
	})
	return formats
}

func saysMore(a, b string) int {
	return cmp.Compare(len(strings.Join(literals(b), "")), len(strings.Join(literals(a), "")))
}

// Printed returns a text of a kind that was printed in English from one of the
// formats that are known of that kind; it is returned as it is where none fits.
func (w Words) Printed(kind, english string) string {
	for _, text := range []string{english, english + " "} { // where a last value is empty, its space may be cut off
		for _, known := range w.printed {
			if values, fits := scan(known.english, text); fits && known.kind == kind {
				return fmt.Sprintf(known.own, values...)
			}
		}
	}
	return english
}

// verb is a place for a value: %d, %.200q.
var verb = regexp.MustCompile(`%[-+#0-9.]*[a-zA-Z]`)

// literals returns what a format has around its places.
func literals(format string) []string {
	parts := verb.Split(format, -1)
	for i := range parts {
		parts[i] = strings.ReplaceAll(parts[i], "%%", "%")
	}
	return parts
}

// scan returns the values that a text was printed with, as they stand there,
// and whether it can have been printed from the format.
func scan(format, text string) (values []any, fits bool) {
	parts := literals(format)
	rest, fits := strings.CutPrefix(text, parts[0])
	last := len(parts) - 1
	if last == 0 {
		return nil, fits && rest == ""
	}
	for _, part := range parts[1:last] {
		value, after, found := strings.Cut(rest, part)
		values, rest, fits = append(values, value), after, fits && found
	}
	value, ends := strings.CutSuffix(rest, parts[last])
	return append(values, value), fits && ends
}
