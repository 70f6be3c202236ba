package terminal

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// Printable returns text in one line and without control characters, which a
// terminal would obey and XML has no place for: they are shown as Go writes
// them. What a program is called by and what it writes is a stranger's.
func Printable(text string) string {
	var shown strings.Builder
	for len(text) > 0 {
		char, size := utf8.DecodeRuneInString(text)
		switch {
		case char == 0:
			shown.WriteString(`\0`)
		case strconv.IsPrint(char) && (char != utf8.RuneError || size > 1):
			shown.WriteRune(char)
		default:
			quoted := strconv.Quote(text[:size])
			shown.WriteString(quoted[1 : len(quoted)-1])
		}
		text = text[size:]
	}
	return shown.String()
}

// PrintableLines is Printable, line by line: a tab in a line is blanks.
func PrintableLines(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = Printable(strings.ReplaceAll(line, "\t", "    "))
	}
	return strings.Join(lines, "\n")
}
