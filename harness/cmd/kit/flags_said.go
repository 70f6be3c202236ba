package main

import (
	"strings"

	"mydocker/harness/words"
)

// flagsSaid is what the suites have taken a program's flags for, in the
// person's language: "-m is spelled --memory; ... (from its run --help)", as
// mydocker.Dialect prints it.
func flagsSaid(say words.Words, flags string) string {
	list, source, hasSource := strings.Cut(strings.TrimSuffix(flags, ")"), " (")
	said := strings.Split(list, "; ")
	for i, part := range said {
		said[i] = say.Printed("flags", part)
	}
	text := strings.Join(said, "; ")
	if hasSource {
		text += " (" + say.Printed("flags", source) + ")"
	}
	return text
}
