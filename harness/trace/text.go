package trace

import (
	"fmt"
	"io"
	"strings"

	"mydocker/harness/picture"
	"mydocker/harness/words"
)

// How wide the text is, in columns: with the time in front, it is 100.
const (
	timeColumns = 6
	laneColumns = 46
)

// Text writes a life for a terminal: run on the left and init on the right,
// with time going down.
func Text(out io.Writer, life Life, say words.Words, paint picture.Paint) {
	fmt.Fprintln(out, paint.Strong(life.title(say)))
	fmt.Fprintln(out, paint.Dim(say.Say("trace.slow")))
	write := func(at, left, right string) {
		fmt.Fprintln(out, strings.TrimRight(picture.Pad(at, timeColumns+1)+picture.Pad(left, laneColumns)+" "+right, " "))
	}
	fmt.Fprintln(out)
	write("", picture.Clip(say.Say("trace.run-lane"), laneColumns), say.Say("trace.init-lane"))
	for _, event := range life.Events {
		at := fmt.Sprintf("%*d", timeColumns, event.At.Milliseconds())
		for i, line := range event.lines(say, laneColumns) {
			left, right := line, ""
			if event.Lane == Init {
				left, right = "", line
			}
			if reaches := event.reaches(); i == 0 && reaches && event.Lane == Run {
				left = picture.Pad(line+" ", laneColumns-1)
				left = strings.TrimRight(left, " ") + " " + strings.Repeat("─", max(1, laneColumns-3-picture.Width(line))) + "▶"
			}
			if i > 0 {
				at = ""
			}
			text := strings.TrimRight(picture.Pad(left, laneColumns)+" "+right, " ")
			fmt.Fprintln(out, paint.Dim(picture.Pad(at, timeColumns))+" "+event.painted(i, text, paint))
		}
	}
}

// lines are an event in lines of some columns: what happens, and the call.
func (e Event) lines(say words.Words, columns int) []string {
	return append([]string{picture.Clip(e.meaning(say), columns)}, picture.Wrap(e.said(say), columns, 4)...)
}

// painted is line i of the event in its colour.
func (e Event) painted(i int, line string, paint picture.Paint) string {
	switch {
	case e.wrong() && i > 0:
		return paint.Bad(line)
	case i > 0:
		return paint.Dim(line)
	case e.Lane == Init:
		return paint.Init(line)
	}
	return paint.Run(line)
}

// reaches reports whether the event is one by which run acts on init.
func (e Event) reaches() bool {
	switch e.Kind {
	case Clone:
		return e.Subject != helper && e.Errno == ""
	case Send, Kill:
		return true
	}
	return false
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
