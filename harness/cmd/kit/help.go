package main

import "strings"

// inHelp is a text of several lines as the library's help has it, which
// indents the first alone.
func inHelp(text string) string { return strings.ReplaceAll(text, "\n", "\n   ") }
