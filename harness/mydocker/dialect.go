package mydocker

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// Dialect maps a flag as the book spells it, such as "-m", to how a runtime
// spells it, such as "--memory". A flag that is not in it is spelled so.
type Dialect map[string]string

// spellings are the names that runtimes have been seen to use, the book's own
// first.
var spellings = []struct {
	flag  string
	names []string
}{
	{"-ti", []string{"ti", "it", "tty", "t"}},
	{"-m", []string{"m", "mem", "memory", "memory-limit"}},
	{"-cpushare", []string{"cpushare", "cpushares", "cpu-share", "cpu-shares", "cpu", "c"}},
	{"-cpuset", []string{"cpuset", "cpuset-cpus"}},
}

// ReadDialect learns how a runtime spells its flags from what its
// `run --help` prints.
func ReadDialect(help string) Dialect {
	dialect := Dialect{}
	offered := map[string]string{} // name -> name with its dashes
	for _, match := range regexp.MustCompile(`(?m)(?:^|[\s,\[(|])(--?)([a-z][-\w]*)`).FindAllStringSubmatch(help, -1) {
		offered[match[2]] = match[1] + match[2]
	}
	// Go's flag package, and urfave/cli with it, takes one dash and two
	// alike; elsewhere "-ti" is "-t -i".
	oneDash := strings.Contains(help, "OPTIONS:") || strings.Contains(help, "Usage of ")
	_, stdin := offered["i"]
	_, terminal := offered["t"]
	if stdin && terminal && !oneDash {
		delete(offered, "tty") // "-ti" is both, as Docker has it
		delete(offered, "t")
	}
	for _, spelling := range spellings {
		for _, name := range spelling.names {
			spelled, found := offered[name]
			if !found {
				continue
			}
			if oneDash {
				spelled = "-" + name
			}
			if spelled != spelling.flag {
				dialect[spelling.flag] = spelled
			}
			break
		}
	}
	return dialect
}

// ParseDialect reads a dialect given by a person: "-ti=-it,-m=-mem".
func ParseDialect(text string) (Dialect, error) {
	dialect := Dialect{}
	for _, pair := range strings.FieldsFunc(text, func(r rune) bool { return r == ',' }) {
		flag, spelled, found := strings.Cut(pair, "=")
		known := slices.ContainsFunc(spellings, func(s struct {
			flag  string
			names []string
		},
		) bool {
			return s.flag == flag
		})
		if !found || !known || spelled == "" {
			return nil, fmt.Errorf("%q is not FLAG=SPELLING with a FLAG of -ti, -m, -cpushare, -cpuset", pair)
		}
		dialect[flag] = spelled
	}
	return dialect, nil
}

// Spell translates the flags of a command line in the book's spelling, such
// as run -ti -m 100m COMMAND -m 1; what COMMAND gets is left alone.
func (d Dialect) Spell(args []string) []string {
	spelled := slices.Clone(args)
	for i := 1; i < len(spelled) && strings.HasPrefix(args[i], "-"); i++ {
		if own, found := d[args[i]]; found {
			spelled[i] = own
		}
		if args[i] == "-m" || args[i] == "-cpushare" || args[i] == "-cpuset" {
			i++ // its value
		}
	}
	return spelled
}
