package picture

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/width"
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

// Width returns how many columns text takes in a fixed-width font: a Chinese
// character takes two.
func Width(text string) int {
	columns := 0
	for _, char := range text {
		columns += columnsOf(char)
	}
	return columns
}

func columnsOf(char rune) int {
	switch width.LookupRune(char).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}

// Clip cuts text to a number of columns, and ends it with … if it was longer.
func Clip(text string, columns int) string {
	if Width(text) <= columns {
		return text
	}
	head, _ := cut(text, columns-1)
	return head + "…"
}

// Pad fills text with spaces up to a number of columns.
func Pad(text string, columns int) string {
	return text + strings.Repeat(" ", max(0, columns-Width(text)))
}

// Wrap breaks text into lines of a number of columns: behind a space where
// there is one, and anywhere in a longer word. What does not fit into so many
// lines is cut.
func Wrap(text string, columns, lines int) []string {
	var wrapped []string
	for text != "" {
		if len(wrapped) == lines-1 {
			return append(wrapped, Clip(text, columns))
		}
		line, rest := cut(text, columns)
		if rest != "" {
			if space := strings.LastIndexByte(line, ' '); space > 0 && rest[0] != ' ' {
				line, rest = line[:space], line[space:]+rest
			}
		}
		wrapped = append(wrapped, strings.TrimRight(line, " "))
		text = strings.TrimLeft(rest, " ")
	}
	return wrapped
}

// cut splits text where it would become wider than columns.
func cut(text string, columns int) (head, rest string) {
	taken := 0
	for i, char := range text {
		if taken += columnsOf(char); taken > columns {
			return text[:i], text[i:]
		}
	}
	return text, ""
}
