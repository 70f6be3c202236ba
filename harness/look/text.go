package look

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"mydocker/harness/picture"
	"mydocker/harness/words"
)

// columns is how wide the text may get.
const columns = 100

// Text writes the container for a terminal.
func Text(out io.Writer, c *Container, say words.Words, paint picture.Paint) {
	t := text{out, say, paint}
	fmt.Fprintln(out, paint.Strong(c.title(say)))
	t.processes(c)
	t.namespaces(c)
	t.mounts(c)
	t.groups(c)
	t.heading(say.Say("look.descriptors"))
	for _, d := range c.Descriptors {
		t.line(fmt.Sprintf("%4d -> %s", d.Number, picture.Printable(d.Target)))
	}
}

type text struct {
	out   io.Writer
	say   words.Words
	paint picture.Paint
}

func (t text) heading(heading string) { fmt.Fprintf(t.out, "\n%s\n", t.paint.Strong(heading)) }

// line writes a line that is not coloured.
func (t text) line(line string) {
	fmt.Fprintln(t.out, strings.TrimRight(picture.Clip("  "+line, columns), " "))
}

func (t text) processes(c *Container) {
	t.heading(t.say.Say("look.processes"))
	here, inside := t.say.Say("look.pid-here"), t.say.Say("look.pid-inside")
	fmt.Fprintln(t.out, t.paint.Dim(fmt.Sprintf("  %s  %s  %s", here, inside, t.say.Say("look.command"))))
	for _, p := range c.Processes {
		in := "-"
		if p.Inside > 0 {
			in = strconv.Itoa(p.Inside)
		}
		line := fmt.Sprintf("%*d  %*s  %s", picture.Width(here), p.PID, picture.Width(inside), in, p.branch()+picture.Printable(p.Command))
		line = picture.Clip("  "+line, columns)
		if p.Inside > 0 {
			line = t.paint.Init(line)
		}
		fmt.Fprintln(t.out, line)
	}
}

// branch stands before a process's command in a tree.
func (p Process) branch() string {
	if p.Depth == 0 {
		return ""
	}
	return strings.Repeat("   ", p.Depth-1) + "└─ "
}

func (t text) namespaces(c *Container) {
	t.heading(t.say.Say("look.namespaces"))
	here := t.say.Say("look.here")
	fmt.Fprintln(t.out, t.paint.Dim("       "+picture.Pad(here, 14)+t.say.Say("look.there")))
	for _, n := range c.Namespaces {
		verdict := t.paint.Good(picture.Pad(t.say.Say("look.own"), 20))
		if !n.Own() {
			verdict = t.paint.Bad(picture.Pad(t.say.Say("look.same"), 20))
		}
		fmt.Fprintf(t.out, "  %s  %s%s%s%s\n", n.Kind, picture.Pad(n.Here, 14), picture.Pad(n.There, 18), verdict, t.paint.Dim(isolates(n.Kind, t.say)))
	}
}

func (t text) mounts(c *Container) {
	t.heading(t.say.Say("look.mounts"))
	for _, m := range append(c.Root, c.Proc...) {
		t.line(fmt.Sprintf("%-6s %-9s %-42s %s", m.At, m.Type, m.Options, m.propagates(t.say)))
	}
	said := c.ProcShows.said(t.say)
	if c.ProcShows == ShowsOwn {
		fmt.Fprintln(t.out, "  "+t.paint.Good(said))
		return
	}
	fmt.Fprintln(t.out, "  "+t.paint.Bad(said))
}

func (t text) groups(c *Container) {
	t.heading(t.say.Say("look.groups"))
	for _, group := range c.Groups {
		verdict := t.paint.Dim(group.said(t.say))
		if group.Own {
			verdict = t.paint.Good(group.said(t.say))
		}
		fmt.Fprintf(t.out, "  %-8s%s\n", group.Controllers, verdict)
		for depth, level := range group.Levels {
			members := t.say.Say("look.members", words.Values{"Count": level.Processes})
			t.line(picture.Pad("        "+level.branch(depth), 44) + members)
		}
		for _, setting := range group.settings() {
			t.line(picture.Pad("          "+setting.File, 44) + setting.said(t.say))
		}
	}
}
