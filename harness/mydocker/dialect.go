package mydocker

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Dialect is how a runtime spells the flags of the book.
type Dialect struct {
	// Spelled maps a flag as the book spells it, such as "-m", to how the
	// runtime does, "--memory", maybe in several words, "-t -i". A flag that
	// is not in it is spelled as in the book.
	Spelled map[string]string
	// Other maps a flag of the book to what the runtime has in its place,
	// where that is another thing: a quota of CPU time is no weight.
	Other map[string]string
	// Source is where it was learned, for people.
	Source string
}

// flags are those of the book; what has a value is followed by it.
var flags = []struct {
	name     string
	hasValue bool
}{{"-ti", false}, {"-m", true}, {"-cpushare", true}, {"-cpuset", true}}

// ParseDialect reads a dialect given by a person, "-ti=-it,-m=-mem": pairs
// with commas or line ends between them, and comments behind #.
func ParseDialect(text string) (Dialect, error) {
	dialect := Dialect{Spelled: map[string]string{}}
	for _, line := range strings.Split(text, "\n") {
		line, _, _ = strings.Cut(line, "#")
		for _, pair := range strings.Split(line, ",") {
			if pair = strings.TrimSpace(pair); pair == "" {
				continue
			}
			flag, spelled, found := strings.Cut(pair, "=")
			flag, spelled = strings.TrimSpace(flag), strings.TrimSpace(spelled)
			if !found || !isFlag(flag) || !strings.HasPrefix(spelled, "-") {
				return Dialect{}, fmt.Errorf("%q is not FLAG=SPELLING with a FLAG of -ti, -m, -cpushare, -cpuset", pair)
			}
			dialect.Spelled[flag] = spelled
		}
	}
	return dialect, nil
}

func isFlag(word string) bool {
	for _, flag := range flags {
		if flag.name == word {
			return true
		}
	}
	return false
}

// Under returns the dialect with what a person has given laid over it; where
// nothing was given, the dialect.
func (d Dialect) Under(given Dialect) Dialect {
	if given.Source == "" {
		return d
	}
	both := Dialect{Spelled: maps.Clone(d.Spelled), Other: maps.Clone(d.Other), Source: given.Source}
	if d.Source != "" {
		both.Source += ", and " + d.Source
	}
	if both.Spelled == nil {
		both.Spelled = map[string]string{}
	}
	for flag, spelled := range given.Spelled {
		both.Spelled[flag] = spelled
		delete(both.Other, flag)
	}
	return both
}

// Spell translates the flags of a command line in the book's spelling, such
// as run -ti -m 100m COMMAND -m 1; what COMMAND gets is left alone.
func (d Dialect) Spell(args []string) []string {
	var spelled []string
	command := commandAt(args)
	for i := 0; i < len(args); i++ {
		own, found := d.Spelled[args[i]]
		switch {
		case i == 0 || i >= command:
			spelled = append(spelled, args[i])
			continue
		case found:
			spelled = append(spelled, strings.Fields(own)...)
		default:
			spelled = append(spelled, args[i])
		}
		if hasValue(args[i]) && i+1 < len(args) {
			i++
			spelled = append(spelled, args[i])
		}
	}
	return spelled
}

// Lacks returns the first flag of a command line that the runtime has
// something else for, and what.
func (d Dialect) Lacks(args []string) (flag, other string) {
	for _, flag := range args[:commandAt(args)] {
		if other, found := d.Other[flag]; found {
			return flag, other
		}
	}
	return "", ""
}

// CommandOf returns COMMAND of run [FLAGS] COMMAND [ARG...], or "".
func CommandOf(args []string) string {
	if i := commandAt(args); i < len(args) {
		return args[i]
	}
	return ""
}

// commandAt is where COMMAND stands, in the book's spelling.
func commandAt(args []string) int {
	for i := 1; i < len(args); i++ {
		switch {
		case hasValue(args[i]):
			i++
		case !strings.HasPrefix(args[i], "-"):
			return i
		}
	}
	return len(args)
}

func hasValue(word string) bool {
	for _, flag := range flags {
		if flag.name == word {
			return flag.hasValue
		}
	}
	return false
}

// String says what is not as in the book, and how that is known.
func (d Dialect) String() string {
	var differs []string
	for _, flag := range slices.Sorted(maps.Keys(d.Spelled)) {
		differs = append(differs, fmt.Sprintf("%s is spelled %s", flag, d.Spelled[flag]))
	}
	for _, flag := range slices.Sorted(maps.Keys(d.Other)) {
		differs = append(differs, fmt.Sprintf("there is no %s, but %s", flag, d.Other[flag]))
	}
	text := "as in the book"
	if len(differs) > 0 {
		text = strings.Join(differs, "; ")
	}
	if d.Source != "" {
		text += " (" + d.Source + ")"
	}
	return text
}
