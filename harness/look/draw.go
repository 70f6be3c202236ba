package look

import (
	"strconv"

	"mydocker/harness/picture"
	"mydocker/harness/terminal"
	"mydocker/harness/words"
)

// The picture has two columns of cards.
const (
	width   = 1240
	margin  = 20
	gap     = 16
	left    = 700 // how wide the cards on the left are
	right   = width - 2*margin - gap - left
	rightX  = margin + left + gap
	padding = 16
	row     = 21 // from one line to the next
)

// Draw makes a picture of the container.
func Draw(c *Container, say words.Words) picture.Drawing {
	d := &drawer{say: say}
	d.Language, d.Width, d.Title = say.Language, width, c.title(say)
	d.text(margin, margin+18, "title", d.Title)
	top := margin + 40
	leftEnd := d.card(margin, top, left, say.Say("look.processes"), func(y int) int { return d.processes(c, y) })
	leftEnd = d.card(margin, leftEnd, left, say.Say("look.namespaces"), func(y int) int { return d.namespaces(c, y) })
	leftEnd = d.card(margin, leftEnd, left, say.Say("look.mounts"), func(y int) int { return d.mounts(c, y) })
	rightEnd := d.card(rightX, top, right, say.Say("look.groups"), func(y int) int { return d.groups(c, y) })
	rightEnd = d.card(rightX, rightEnd, right, say.Say("look.descriptors"), func(y int) int { return d.descriptors(c, y) })
	d.Height = max(leftEnd, rightEnd) - gap + margin
	return d.Drawing
}

type drawer struct {
	picture.Drawing
	say words.Words
}

func (d *drawer) text(x, y int, class, text string) {
	d.Texts = append(d.Texts, picture.Text{X: x, Y: y, Class: class, Text: text})
}

// fact writes a text that is a fact of the kernel's, no wider than width, with
// a mark to find it by.
func (d *drawer) fact(x, y, width int, class, text string, mark picture.Mark) {
	shown := terminal.Cut(terminal.Printable(text), picture.Columns(width, fontSize))
	mark.Value = terminal.Printable(mark.Value)
	fact := picture.Text{X: x, Y: y, Class: class, Text: shown, Mark: mark}
	if shown != text {
		fact.Whole = terminal.Printable(text)
	}
	d.Texts = append(d.Texts, fact)
}

// fontSize is that of text without a class.
const fontSize = 13

// card draws a card with a heading, and what it holds from a base line down.
// It returns where the next begins.
func (d *drawer) card(x, y, width int, heading string, draw func(y int) (end int)) int {
	box := len(d.Boxes)
	d.Boxes = append(d.Boxes, picture.Box{X: x, Y: y, Width: width, Class: "card"})
	d.text(x+padding, y+26, "heading", heading)
	end := draw(y + 26 + row + 6)
	d.Boxes[box].Height = end - row + padding - y
	return y + d.Boxes[box].Height + gap
}

func (d *drawer) processes(c *Container, y int) int {
	const here, inside, command = margin + padding, margin + padding + 110, margin + padding + 220
	d.text(here, y, "dim small", d.say.Say("look.pid-here"))
	d.text(inside, y, "dim small", d.say.Say("look.pid-inside"))
	d.text(command, y, "dim small", d.say.Say("look.command"))
	y += row + 4
	first := 0 // of those inside
	for _, p := range c.Processes {
		class := "run"
		if p.Inside > 0 && first == 0 {
			y += 6
			first = y
		}
		if p.Inside > 0 {
			class = "init"
			d.fact(inside, y, 100, class+" strong", strconv.Itoa(p.Inside), picture.Mark{What: "pid-inside", Key: strconv.Itoa(p.PID), Value: strconv.Itoa(p.Inside)})
		} else {
			d.text(inside, y, "dim", "–")
		}
		d.fact(here, y, 100, class, strconv.Itoa(p.PID), picture.Mark{What: "process", Key: strconv.Itoa(p.PID), Value: strconv.Itoa(p.Parent)})
		d.text(command, y, "dim", p.branch())
		x := command + int(float64(terminal.Width(p.branch()))*fontSize*picture.CharWidth)
		d.fact(x, y, margin+left-padding-x, "strong", p.Command, picture.Mark{What: "command", Key: strconv.Itoa(p.PID), Value: p.Command})
		y += row
	}
	if first == 0 {
		return y
	}
	d.Boxes = append(d.Boxes, picture.Box{X: margin + 8, Y: first - 16, Width: left - 16, Height: y - first + 2, Class: "inside"})
	return y + 4
}

func (d *drawer) namespaces(c *Container, y int) int {
	const kind, here, there, verdict, about = margin + padding, margin + padding + 50, margin + padding + 170, margin + padding + 290, margin + padding + 440
	d.text(here, y, "dim small", d.say.Say("look.here"))
	d.text(there, y, "dim small", d.say.Say("look.there"))
	y += row + 4
	for _, n := range c.Namespaces {
		class, said := "good", d.say.Say("look.own")
		if !n.Own() {
			class, said = "bad", d.say.Say("look.same")
		}
		d.text(kind, y, "strong", n.Kind)
		d.fact(here, y, 110, "run", n.Here, picture.Mark{What: "namespace-here", Key: n.Kind, Value: n.Here})
		d.fact(there, y, 110, class, n.There, picture.Mark{What: "namespace", Key: n.Kind, Value: n.There})
		d.text(verdict, y, class+" strong", said)
		d.text(about, y, "dim small", isolates(n.Kind, d.say))
		y += row
	}
	return y
}
