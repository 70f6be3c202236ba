package trace

import (
	"fmt"
	"io"
	"strings"

	"mydocker/harness/picture"
	"mydocker/harness/terminal"
	"mydocker/harness/words"
)

// marks stand before what is not the same.
var marks = map[Verdict]string{Same: " ", Differs: "≠", Missing: "✗", More: "+", Moved: "↕"}

// TextOfRows writes two lives side by side, and then what is not the same.
func TextOfRows(out io.Writer, rows []Row, names Names, say words.Words, style terminal.Style) {
	const tag, half = 5, 46
	fmt.Fprintln(out, style.Bold(names.title(say)))
	fmt.Fprintln(out)
	fmt.Fprintln(out, strings.Repeat(" ", tag+1)+style.Bold(terminal.Pad(terminal.Cut(names.Reference, half-2), half))+style.Bold("  "+terminal.Cut(names.Theirs, half-2)))
	for _, row := range rows {
		left, right := side(row.Reference, say, half-1), side(row.Theirs, say, half-2)
		if row.Theirs == nil {
			right = []string{say.Say("trace.is-missing")}
		}
		for i := range max(len(left), len(right)) {
			lane, mark := "", " "
			if i == 0 {
				lane, mark = string(row.Lane()), marks[row.Verdict]
			}
			at := func(lines []string) string {
				if i < len(lines) {
					return lines[i]
				}
				return ""
			}
			theirs := mark + " " + at(right)
			if row.Verdict != Same {
				theirs = style.Red(theirs)
			}
			line := laneColour(style, row.Lane())(terminal.Pad(lane, tag)) + " " + terminal.Pad(at(left), half) + theirs
			fmt.Fprintln(out, strings.TrimRight(line, " "))
		}
	}
	fmt.Fprintln(out)
	differences := Differences(rows, say)
	if len(differences) == 0 {
		fmt.Fprintln(out, style.Green(say.Say("trace.same")))
	}
	for _, difference := range differences {
		fmt.Fprintln(out, style.Red(terminal.Cut(difference, 100)))
	}
}

// side is what one side of a row says, in lines.
func side(event *Event, say words.Words, columns int) []string {
	if event == nil {
		return nil
	}
	return picture.Wrap(event.said(say), columns, 4)
}

func laneColour(style terminal.Style, lane Lane) func(string) string {
	if lane == Init {
		return style.Yellow
	}
	return style.Cyan
}

// Differences says what is not the same, a line each.
func Differences(rows []Row, say words.Words) []string {
	var lines []string
	for _, row := range rows {
		event := row.Reference
		if event == nil {
			event = row.Theirs
		}
		what := event.said(say)
		switch row.Verdict {
		case Same:
			continue
		case Differs:
			what = difference(row.Reference.compared(), row.Theirs.compared())
			if event.Kind == Exit {
				what = say.Say("trace.ends-otherwise", words.Values{"Reference": row.Reference.Detail, "Theirs": row.Theirs.Detail})
			}
			if row.Theirs.wrong() || what == "" {
				what = row.Theirs.said(say)
			}
		case Moved:
			if row.Reference == nil {
				continue // it is told where the reference has it
			}
		}
		lines = append(lines, say.Say("trace.difference", words.Values{
			"Verdict": row.Verdict.said(say), "Lane": row.Lane(), "Meaning": event.meaning(say), "Call": terminal.Printable(what),
		}))
	}
	return lines
}

func (v Verdict) said(say words.Words) string {
	return map[Verdict]string{
		Missing: say.Say("trace.is-missing"),
		More:    say.Say("trace.is-more"),
		Moved:   say.Say("trace.is-moved"),
		Differs: say.Say("trace.is-other"),
	}[v]
}

// Names are what two runtimes are called.
type Names struct{ Reference, Theirs string }

func (n Names) title(say words.Words) string {
	return say.Say("trace.compared", words.Values{"Reference": n.Reference, "Theirs": n.Theirs})
}
