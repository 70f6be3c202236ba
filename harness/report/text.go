package report

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"mydocker/harness/terminal"
)

// longest is how long a text of a report may be, in bytes, where the platform
// takes that much.
const longest = 16 << 10

// longestName is the same for names.
const longestName = 200

// line returns a stranger's text as one line without control characters, and of
// at most so many bytes.
func line(text string, most int) string {
	// Only what can be shown is looked at: a name may be of any length.
	if len(text) > most {
		return cut(terminal.Printable(text[:wholeRunes(text, most)])+"…", most)
	}
	return cut(terminal.Printable(text), most)
}

// block is the same with its lines and tabs kept. What is cut off is told.
func block(text string, most int) string {
	said := len(text)
	if said > most {
		text = text[:wholeRunes(text, most)]
	}
	lines := strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	for i, one := range lines {
		parts := strings.Split(one, "\t")
		for j, part := range parts {
			parts[j] = terminal.Printable(part)
		}
		lines[i] = strings.TrimRight(strings.Join(parts, "\t"), " \t")
	}
	shown := strings.Trim(strings.Join(lines, "\n"), "\n")
	if said <= most && len(shown) <= most {
		return shown
	}
	told := fmt.Sprintf("\n… cut: it has %d bytes in all", said)
	return shown[:wholeRunes(shown, most-len(told))] + told[:wholeRunes(told, most)]
}

// cut shortens what is too long.
func cut(text string, most int) string {
	if len(text) <= most {
		return text
	}
	const more = "…"
	return text[:wholeRunes(text, most-len(more))] + more[:wholeRunes(more, most)]
}

// wholeRunes returns how much of a text fits into so many bytes without a
// character cut in two.
func wholeRunes(text string, most int) int {
	if most = max(0, most); most >= len(text) {
		return len(text)
	}
	for end := most; end >= max(0, most-utf8.UTFMax+1); end-- {
		if utf8.RuneStart(text[end]) {
			return end
		}
	}
	return most
}
