package doctor

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"mydocker/harness/terminal"
	"mydocker/harness/words"
)

// Page writes the findings, a line for what is there and some for what is not,
// and last whether the machine is fit, which it returns.
func Page(out io.Writer, say words.Words, findings []Finding, style terminal.Style) bool {
	marks := map[State]string{Found: say.Say("doctor.ok"), Missing: say.Say("doctor.missing"), Note: say.Say("doctor.note")}
	colours := map[State]func(string) string{Found: style.Green, Missing: style.Red, Note: style.Yellow}
	marksWidth, namesWidth := 0, 0
	for _, mark := range marks {
		marksWidth = max(marksWidth, terminal.Width(mark))
	}
	for _, finding := range findings {
		namesWidth = max(namesWidth, terminal.Width(finding.Name))
	}
	indent := strings.Repeat(" ", 2+marksWidth+2)
	missing := 0
	for _, finding := range findings {
		mark := colours[finding.State](terminal.Pad(marks[finding.State], marksWidth))
		line := "  " + mark + "  " + terminal.Pad(finding.Name, namesWidth) + "  " + strings.Join(finding.Items, ", ")
		fmt.Fprintln(out, strings.TrimRight(line, " "))
		for _, line := range lines(finding.Text, finding.Advice) {
			fmt.Fprintln(out, indent+line)
		}
		if finding.Command != "" {
			fmt.Fprintln(out, indent+"  "+style.Bold(finding.Command))
		}
		if finding.State == Missing {
			missing += max(1, len(finding.Items))
		}
	}
	fmt.Fprintln(out)
	switch {
	case missing == 0:
		fmt.Fprintln(out, style.Green(say.Say("doctor.fit")))
	case slices.ContainsFunc(findings, func(f Finding) bool { return f.State == Missing && f.Command != "" }):
		fmt.Fprintln(out, style.Red(say.Say("doctor.unfit", words.Values{"Count": missing})))
	default:
		fmt.Fprintln(out, style.Red(say.Say("doctor.unfit-by-hand", words.Values{"Count": missing})))
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
