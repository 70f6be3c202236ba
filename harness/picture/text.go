package picture

import (
	"strings"

	"mydocker/harness/terminal"
)

// Wrap breaks text into lines of a number of columns: behind a space where
// there is one, and anywhere in a longer word. What does not fit into so many
// lines is cut.
func Wrap(text string, columns, lines int) []string {
	var wrapped []string
	for text != "" {
		if len(wrapped) == lines-1 {
			return append(wrapped, terminal.Cut(text, columns))
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
		if taken += terminal.Width(string(char)); taken > columns {
			return text[:i], text[i:]
		}
	}
	return text, ""
}
