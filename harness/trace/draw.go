package trace

import (
	"fmt"

	"mydocker/harness/picture"
	"mydocker/harness/terminal"
	"mydocker/harness/words"
)

// Sizes of a picture, in pixels.
const (
	width    = 1240
	margin   = 20
	between  = 7 // two events
	padding  = 9
	titleRow = 19 // from what happens to the call
	callRow  = 16 // from one line of the call to the next
	callSize = 12 // of its font
)

// Draw makes a picture of a life: run on the left and init on the right, with
// time going down. With exact, times and pids are in it.
func Draw(life Life, say words.Words, exact bool) picture.Drawing {
	const times, laneWidth, initX = 56, 520, width - margin - 520
	d := &drawer{say: say}
	d.Language, d.Width, d.Title = say.Language, width, terminal.Printable(life.title(say))
	d.text(margin, margin+18, "title", terminal.Cut(d.Title, picture.Columns(width-2*margin, 20)))
	if exact {
		d.text(margin, margin+40, "dim small", say.Say("trace.slow"))
	}
	y := margin + 68
	x := map[Lane]int{Run: margin + times, Init: initX}
	d.text(x[Run], y, "run heading", d.laneTitle(say.Say("trace.run-lane"), life.RunPID, exact))
	d.text(x[Init], y, "init heading", d.laneTitle(say.Say("trace.init-lane"), life.InitPID, exact))
	y += 14
	begins, ends := map[Lane]int{}, map[Lane]int{} // of what is drawn, in each lane
	var reaching []reach
	for _, event := range life.Events {
		y = max(y, ends[event.Lane]+between)
		if exact {
			d.text(margin, y+padding+10, "dim small", fmt.Sprintf("%4d", event.At.Milliseconds()))
		}
		box := picture.Box{X: x[event.Lane], Y: y, Width: laneWidth, Class: event.class()}
		box.Height = d.event(event, box, string(event.Lane))
		d.Boxes = append(d.Boxes, box)
		reaching = d.reach(reaching, event, box)
		if begins[event.Lane] == 0 {
			begins[event.Lane] = y
		}
		ends[event.Lane] = y + box.Height
		y += titleRow // the other lane may go on beside it
	}
	for _, lane := range []Lane{Run, Init} {
		middle := x[lane] + laneWidth/2
		d.Lines = append(d.Lines, picture.Line{X1: middle, Y1: begins[lane], X2: middle, Y2: ends[lane], Class: "lane"})
	}
	d.Height = max(ends[Run], ends[Init]) + margin
	return d.Drawing
}

type drawer struct {
	picture.Drawing
	say words.Words
}

func (d *drawer) text(x, y int, class, text string) {
	d.Texts = append(d.Texts, picture.Text{X: x, Y: y, Class: class, Text: text})
}

func (d *drawer) laneTitle(title string, pid int, exact bool) string {
	if !exact || pid == 0 {
		return title
	}
	return title + " · " + d.say.Say("trace.pid", words.Values{"PID": pid})
}

func (e Event) class() string {
	switch {
	case e.wrong():
		return "event-bad"
	case e.Lane == Init:
		return "event-init"
	}
	return "event-run"
}

// event writes what an event says into its box, and returns how high that is.
func (d *drawer) event(event Event, box picture.Box, key string) (height int) {
	x, y := box.X+padding, box.Y+padding+8
	columns := picture.Columns(box.Width-2*padding, callSize)
	call := event.said(d.say)
	meaning := picture.Text{
		X: x, Y: y, Class: "strong", Text: terminal.Cut(event.meaning(d.say), picture.Columns(box.Width-2*padding, 13)),
		Mark: picture.Mark{What: "event", Key: key, Value: string(event.Kind)},
	}
	d.Texts = append(d.Texts, meaning)
	lines := picture.Wrap(call, columns, 3)
	y += titleRow
	for i, line := range lines {
		text := picture.Text{X: x, Y: y, Class: "small", Text: line}
		if event.wrong() {
			text.Class = "small bad"
		}
		if i == 0 {
			text.Mark = picture.Mark{What: "call", Key: key, Value: call}
		}
		if len(lines) > 1 {
			text.Whole = call
		}
		d.Texts = append(d.Texts, text)
		y += callRow
	}
	return y - callRow + padding - box.Y
}
