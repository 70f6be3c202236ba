package main

import (
	"regexp"
	"strings"
)

// plain is a word that a shell takes as it stands.
var plain = regexp.MustCompile(`^[-\w./:@%+,=\p{L}\p{N}]+$`)

// quoted is a word as it is typed in a shell: a path may have blanks in it.
func quoted(word string) string {
	if plain.MatchString(word) {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}
