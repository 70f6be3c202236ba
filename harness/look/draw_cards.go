package look

import (
	"fmt"
	"strconv"

	"mydocker/harness/picture"
	"mydocker/harness/words"
)

func (d *drawer) mounts(c *Container, y int) int {
	const at, fs, options, propagation = margin + padding, margin + padding + 60, margin + padding + 130, margin + padding + 510
	for i, m := range append(c.Root, c.Proc...) {
		d.text(at, y, "strong", m.At)
		d.fact(fs, y, 60, "", m.Type, picture.Mark{})
		d.fact(options, y, 370, "", m.Options, picture.Mark{What: "mount", Key: m.At + " " + strconv.Itoa(i), Value: m.Options})
		d.fact(propagation, y, 150, "dim", m.propagates(d.say), picture.Mark{})
		y += row
	}
	class := "good"
	if c.ProcShows != ShowsOwn {
		class = "bad"
	}
	d.fact(at, y, left-2*padding, class+" strong", c.ProcShows.said(d.say), picture.Mark{What: "proc-shows", Key: "/proc", Value: string(c.ProcShows)})
	return y + row
}

func (d *drawer) groups(c *Container, y int) int {
	const x, members = rightX + padding, rightX + right - padding - 110
	for i, group := range c.Groups {
		if i > 0 {
			y += 8
		}
		class := "dim"
		if group.Own {
			class = "good"
		}
		d.fact(x, y, 80, "strong", group.Controllers, picture.Mark{What: "group", Key: group.Controllers, Value: group.Path})
		d.text(x+80, y, class, group.said(d.say))
		y += row
		for depth, level := range group.Levels {
			d.fact(x, y, members-x-8, "init", level.branch(depth), picture.Mark{})
			d.text(members, y, "dim small", d.say.Say("look.members", words.Values{"Count": level.Processes}))
			y += row
		}
		for _, setting := range group.settings() {
			d.fact(x+12, y, 190, "dim small", setting.File, picture.Mark{})
			d.fact(x+205, y, right-2*padding-205, "", setting.said(d.say), picture.Mark{What: "setting", Key: setting.File, Value: setting.Value})
			y += row
		}
		y = d.bar(x, y, group)
	}
	return y
}

// bar draws how full a group is, if it has a limit.
func (d *drawer) bar(x, y int, group Group) int {
	if len(group.Levels) == 0 {
		return y
	}
	part, limited := group.Levels[len(group.Levels)-1].used()
	if !limited {
		return y
	}
	const whole = right - 2*padding - 60
	d.Boxes = append(d.Boxes,
		picture.Box{X: x, Y: y - 12, Width: whole, Height: 12, Class: "bar"},
		picture.Box{X: x, Y: y - 12, Width: max(3, int(part*whole)), Height: 12, Class: "fill"})
	d.text(x+whole+10, y-1, "small dim", fmt.Sprintf("%.1f%%", 100*part))
	return y + row
}

func (d *drawer) descriptors(c *Container, y int) int {
	const number, target = rightX + padding, rightX + padding + 50
	for _, fd := range c.Descriptors {
		d.text(number, y, "strong", strconv.Itoa(fd.Number))
		d.text(number+24, y, "dim", "→")
		d.fact(target, y, right-2*padding-50, "", fd.Target, picture.Mark{What: "descriptor", Key: strconv.Itoa(fd.Number), Value: fd.Target})
		y += row
	}
	return y
}
