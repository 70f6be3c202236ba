package doctor

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"golang.org/x/text/width"

	"mydocker/harness/words"
)

// Colours of a terminal: console_codes(4).
const (
	red    = "\x1b[1;31m"
	green  = "\x1b[32m"
	yellow = "\x1b[33m"
	bold   = "\x1b[1m"
	plain  = "\x1b[0m"
)

// Page writes the findings, a line for what is there and some for what is not,
// and last whether the machine is fit, which it returns.
func Page(out io.Writer, say words.Words, findings []Finding, inColour bool) bool {
	marks := map[State]string{Found: say.Say("doctor.ok"), Missing: say.Say("doctor.missing"), Note: say.Say("doctor.note")}
	colours := map[State]string{Found: green, Missing: red, Note: yellow}
	paint := func(colour, text string) string {
		if !inColour {
			return text
		}
		return colour + text + plain
	}
	marksWidth, namesWidth := 0, 0
	for _, mark := range marks {
		marksWidth = max(marksWidth, columns(mark))
	}
	for _, finding := range findings {
		namesWidth = max(namesWidth, columns(finding.Name))
	}
	indent := strings.Repeat(" ", 2+marksWidth+2)
	missing := 0
	for _, finding := range findings {
		mark := paint(colours[finding.State], padded(marks[finding.State], marksWidth))
		line := "  " + mark + "  " + padded(finding.Name, namesWidth) + "  " + strings.Join(finding.Items, ", ")
		fmt.Fprintln(out, strings.TrimRight(line, " "))
		for _, line := range lines(finding.Text, finding.Advice) {
			fmt.Fprintln(out, indent+line)
		}
		if finding.Command != "" {
			fmt.Fprintln(out, indent+"  "+paint(bold, finding.Command))
		}
		if finding.State == Missing {
			missing += max(1, len(finding.Items))
		}
	}
	fmt.Fprintln(out)
	switch {
	case missing == 0:
		fmt.Fprintln(out, paint(green, say.Say("doctor.fit")))
	case slices.ContainsFunc(findings, func(f Finding) bool { return f.State == Missing && f.Command != "" }):
		fmt.Fprintln(out, paint(red, say.Say("doctor.unfit", words.Values{"Count": missing})))
	default:
		fmt.Fprintln(out, paint(red, say.Say("doctor.unfit-by-hand", words.Values{"Count": missing})))
	}
	return missing == 0
}

// lines returns those of the texts that are there.
func lines(texts ...string) (lines []string) {
	for _, text := range texts {
		if text != "" {
			lines = append(lines, strings.Split(text, "\n")...)
		}
	}
	return lines
}

func padded(text string, to int) string {
	return text + strings.Repeat(" ", to-columns(text))
}

// columns is how wide a text is on a terminal: a Chinese character is two.
func columns(text string) (count int) {
	for _, letter := range text {
		count++
		if kind := width.LookupRune(letter).Kind(); kind == width.EastAsianWide || kind == width.EastAsianFullwidth {
			count++
		}
	}
	return count
}
