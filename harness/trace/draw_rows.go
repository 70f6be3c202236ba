package trace

import (
	"mydocker/harness/picture"
	"mydocker/harness/terminal"
	"mydocker/harness/words"
)

// DrawRows makes a picture of two lives side by side: the reference on the
// left. What init does is moved in.
func DrawRows(rows []Row, names Names, say words.Words) picture.Drawing {
	const half, indent = (width - 3*margin) / 2, 48
	d := &drawer{say: say}
	d.Language, d.Width, d.Title = say.Language, width, terminal.Printable(names.title(say))
	columns := picture.Columns(half, 15)
	d.text(margin, margin+18, "title", terminal.Cut(d.Title, picture.Columns(width-2*margin, 20)))
	y := d.differences(rows, margin+48) + 20
	d.text(margin, y, "heading", terminal.Cut(names.Reference, columns))
	d.text(2*margin+half, y, "heading", terminal.Cut(names.Theirs, columns))
	y = d.legend(y + 24)
	for _, row := range rows {
		box := picture.Box{X: margin, Y: y, Width: half - indent}
		if row.Lane() == Init {
			box.X += indent
		}
		height := d.side(row.Reference, row, box)
		box.X += half + margin
		height = max(height, d.side(row.Theirs, row, box))
		for i := len(d.Boxes) - 2; i < len(d.Boxes); i++ {
			d.Boxes[i].Height = height
		}
		y += height + between
	}
	d.Height = y - between + margin
	return d.Drawing
}

// legend says which colour is whose.
func (d *drawer) legend(y int) int {
	x := margin
	for _, lane := range []struct{ class, name string }{{"run", d.say.Say("trace.run-lane")}, {"init", d.say.Say("trace.init-lane")}} {
		d.Boxes = append(d.Boxes, picture.Box{X: x, Y: y - 11, Width: 14, Height: 14, Class: "event-" + lane.class})
		d.text(x+22, y, "small "+lane.class, lane.name)
		x += 22 + int(float64(terminal.Width(lane.name))*callSize*picture.CharWidth) + 30
	}
	return y + 20
}

// side draws one side of a row, and returns how high it is.
func (d *drawer) side(event *Event, row Row, box picture.Box) int {
	const empty = 44
	if event == nil {
		box.Class = "event-gap"
		d.Boxes = append(d.Boxes, box)
		if row.Verdict == Missing {
			missing := d.say.Say("trace.missing-what", words.Values{"Meaning": row.Reference.meaning(d.say)})
			d.Texts = append(d.Texts, picture.Text{
				X: box.X + padding, Y: box.Y + padding + 17, Class: "bad strong",
				Text: terminal.Cut(missing, picture.Columns(box.Width-2*padding, 13)),
				Mark: picture.Mark{What: string(Missing), Key: string(row.Lane()), Value: row.Reference.key()},
			})
		}
		return empty
	}
	if box.Class = event.class(); row.Verdict != Same && event == row.Theirs {
		box.Class = "event-bad"
	}
	d.Boxes = append(d.Boxes, box)
	height := d.event(*event, box, string(row.Lane()))
	if row.Verdict != Same && event == row.Theirs {
		verdict := row.Verdict.said(d.say)
		d.text(box.X+box.Width-padding-int(float64(terminal.Width(verdict))*callSize*picture.CharWidth), box.Y+padding+8, "small bad", verdict)
	}
	return height
}

// differences writes what is not the same in the two.
func (d *drawer) differences(rows []Row, y int) int {
	columns := picture.Columns(width-2*margin, 13)
	differences := Differences(rows, d.say)
	if len(differences) == 0 {
		d.text(margin, y, "good", d.say.Say("trace.same"))
		y += titleRow
	}
	for _, difference := range differences {
		for _, line := range picture.Wrap(difference, columns, 3) {
			d.text(margin, y, "bad", line)
			y += titleRow
		}
	}
	return y
}
