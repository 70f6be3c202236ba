// Package terminal writes for a person who sits at a terminal, and plainly
// where there is none.
package terminal

import (
	"os"
	"strings"

	"golang.org/x/term"
	"golang.org/x/text/width"
)

// obeys reports whether a file is a terminal that does what control sequences
// say: TERM=dumb is one that shows them.
func obeys(file *os.File) bool {
	kind := os.Getenv("TERM")
	return term.IsTerminal(int(file.Fd())) && kind != "" && kind != "dumb"
}

// Columns returns how many columns the terminal that file is has, in which a line
// can be written anew; 0 if it is none.
func Columns(file *os.File) int {
	if !obeys(file) {
		return 0
	}
	columns, _, err := term.GetSize(int(file.Fd()))
	if err != nil {
		return 0
	}
	return columns
}

// Style colours text, or leaves it as it is.
type Style struct{ Colours bool }

// StyleOf returns the style for a file: with colours if it is a terminal that has
// them, and NO_COLOR is not set.
func StyleOf(file *os.File) Style {
	return Style{obeys(file) && os.Getenv("NO_COLOR") == ""}
}

// Green is for what is as it should be.
func (s Style) Green(text string) string { return s.paint("32", text) }

// Red is for what is not.
func (s Style) Red(text string) string { return s.paint("31", text) }

// Yellow is for what nobody can say yet.
func (s Style) Yellow(text string) string { return s.paint("33", text) }

// Cyan is for where something is.
func (s Style) Cyan(text string) string { return s.paint("36", text) }

// Dim is for what is there to be looked up.
func (s Style) Dim(text string) string { return s.paint("2", text) }

// Bold is for headings.
func (s Style) Bold(text string) string { return s.paint("1", text) }

func (s Style) paint(colour, text string) string {
	if !s.Colours || text == "" {
		return text
	}
	return "\x1b[" + colour + "m" + text + "\x1b[0m"
}

// Width returns how many columns text takes: those of East Asia take two.
func Width(text string) int {
	columns := 0
	for _, r := range text {
		columns += columnsOf(r)
	}
	return columns
}

func columnsOf(r rune) int {
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}

// Pad returns text with spaces behind it, up to so many columns.
func Pad(text string, columns int) string {
	return text + strings.Repeat(" ", max(0, columns-Width(text)))
}

// Cut returns as much of text as so many columns hold.
func Cut(text string, columns int) string {
	if Width(text) <= columns {
		return text
	}
	taken := 0
	for i, r := range text {
		if taken += columnsOf(r); taken >= columns {
			return text[:i] + "…"
		}
	}
	return text
}
