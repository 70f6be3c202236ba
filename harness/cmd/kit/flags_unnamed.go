package main

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"mydocker/harness/host"
	"mydocker/harness/mydocker"
	"mydocker/harness/words"
)

// bookFlags are those of the book, by the step that has them first.
var bookFlags = map[string][]string{"3.1": {"-ti"}, "3.2": {"-m", "-cpushare", "-cpuset"}}

// unnamed are the flags of the step that neither a person nor the program has
// spelled: the suites take them as in the book, and that is a guess.
func (t *trial) unnamed(help string) (flags []string) {
	learned := mydocker.ReadDialect(help)
	if given, err := t.givenDialect(); err == nil {
		learned = learned.Under(given)
	}
	for _, step := range []string{"3.1", "3.2"} {
		for _, flag := range bookFlags[step] {
			_, isSpelled := learned.Spelled[flag]
			_, isOther := learned.Other[flag]
			isNamed := regexp.MustCompile(`(?m)(^|[^-\w])-?` + flag + `([^-\w]|$)`).MatchString(help)
			if step <= t.step && !isSpelled && !isOther && !isNamed {
				flags = append(flags, flag)
			}
		}
	}
	return flags
}

// sayUnnamed says once which flags are a guess, and where to say better. The
// program of a starter is to have the book's.
func (t *trial) sayUnnamed() {
	if t.ours {
		return
	}
	help, ended := helpOf(t.binary)
	if !ended {
		return // the cases will say what is wrong
	}
	if flags := t.unnamed(help); len(flags) > 0 {
		fmt.Fprintln(stdout, t.say.Say("test.flags-unnamed", words.Values{"Flags": strings.Join(flags, ", "), "File": t.dialectFile(), "First": flags[0]}))
	}
}

// helpWait is how long that takes at most: the suites have waited for longer.
func helpWait() time.Duration { return host.Patience(5 * time.Second) }

// helpOf is what a program prints for run --help, in a guard, and whether it ended.
func helpOf(binary string) (help string, ended bool) {
	guard, err := mydocker.NewGuard()
	if err != nil {
		return "", false
	}
	defer guard.Close()
	help, ended, _ = guard.Help(mydocker.Runtime{Path: binary}, helpWait())
	return help, ended
}
