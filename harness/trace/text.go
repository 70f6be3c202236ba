package trace

import (
	"fmt"
	"io"
	"strings"

	"mydocker/harness/picture"
	"mydocker/harness/terminal"
	"mydocker/harness/words"
)

// How wide the text is, in columns: with the time in front, it is 100.
const (
	timeColumns = 6
	laneColumns = 46
)

// Text writes a life for a terminal: run on the left and init on the right,
// with time going down.
func Text(out io.Writer, life Life, say words.Words, style terminal.Style) {
	fmt.Fprintln(out, style.Bold(terminal.Cut(life.title(say), 100)))
	fmt.Fprintln(out, style.Dim(say.Say("trace.slow")))
	fmt.Fprintln(out)
	indent := strings.Repeat(" ", timeColumns+1)
	fmt.Fprintln(out, indent+style.Bold(terminal.Pad(say.Say("trace.run-lane"), laneColumns)+" "+say.Say("trace.init-lane")))
	for _, event := range life.Events {
		at := fmt.Sprintf("%*d ", timeColumns, event.At.Milliseconds())
		for i, line := range event.lines(say, laneColumns) {
			if i == 0 && event.reaches() {
				line += " " + strings.Repeat("─", max(1, laneColumns-3-terminal.Width(line))) + "▶"
			}
			if event.Lane == Init {
				line = strings.Repeat(" ", laneColumns+1) + line
			}
			fmt.Fprintln(out, style.Dim(at)+event.painted(i, line, style))
			at = indent
		}
	}
}

// lines are an event in lines of some columns: what happens, and the call.
func (e Event) lines(say words.Words, columns int) []string {
	return append([]string{terminal.Cut(e.meaning(say), columns)}, picture.Wrap(e.said(say), columns, 4)...)
}

// painted is line i of the event in its colour.
func (e Event) painted(i int, line string, style terminal.Style) string {
	switch {
	case e.wrong() && i > 0:
		return style.Red(line)
	case i > 0:
		return style.Dim(line)
	case e.Lane == Init:
		return style.Yellow(line)
	}
	return style.Cyan(line)
}

// reaches reports whether the event is one by which run acts on init.
func (e Event) reaches() bool {
	if e.Lane != Run || e.Errno != "" {
		return false
	}
	return e.Kind == Clone && e.Subject != helper || e.Kind == Send || e.Kind == Kill
}

// title is how run was called.
func (l Life) title(say words.Words) string {
	return say.Say("trace.title", words.Values{"Line": l.line()})
}

func (l Life) line() string {
	if len(l.Events) == 0 {
		return ""
	}
	return l.Events[0].call()
}
