package look

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"mydocker/harness/terminal"
	"mydocker/harness/words"
)

// columns is how wide the text may get.
const columns = 100

// Text writes the container for a terminal.
func Text(out io.Writer, c *Container, say words.Words, style terminal.Style) {
	t := text{out, say, style}
	fmt.Fprintln(out, style.Bold(c.title(say)))
	t.processes(c)
	t.namespaces(c)
	t.mounts(c)
	t.groups(c)
	t.heading(say.Say("look.descriptors"))
	for _, d := range c.Descriptors {
		t.line(fmt.Sprintf("%4d -> %s", d.Number, terminal.Printable(d.Target)))
	}
}

type text struct {
	out   io.Writer
	say   words.Words
	style terminal.Style
}

func (t text) heading(heading string) { fmt.Fprintf(t.out, "\n%s\n", t.style.Bold(heading)) }

// line writes a line that is not coloured.
func (t text) line(line string) {
	fmt.Fprintln(t.out, strings.TrimRight(terminal.Cut("  "+line, columns), " "))
}

func (t text) processes(c *Container) {
	t.heading(t.say.Say("look.processes"))
	here, inside := t.say.Say("look.pid-here"), t.say.Say("look.pid-inside")
	fmt.Fprintln(t.out, t.style.Dim(fmt.Sprintf("  %s  %s  %s", here, inside, t.say.Say("look.command"))))
	for _, p := range c.Processes {
		in := "-"
		if p.Inside > 0 {
			in = strconv.Itoa(p.Inside)
		}
		line := fmt.Sprintf("%*d  %*s  %s", terminal.Width(here), p.PID, terminal.Width(inside), in, p.branch()+terminal.Printable(p.Command))
		line = terminal.Cut("  "+line, columns)
		if p.Inside > 0 {
			line = t.style.Yellow(line)
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
	fmt.Fprintln(t.out, t.style.Dim("       "+terminal.Pad(here, 14)+t.say.Say("look.there")))
	for _, n := range c.Namespaces {
		verdict := t.style.Green(terminal.Pad(t.say.Say("look.own"), 20))
		if !n.Own() {
			verdict = t.style.Red(terminal.Pad(t.say.Say("look.same"), 20))
		}
		fmt.Fprintf(t.out, "  %s  %s%s%s%s\n", n.Kind, terminal.Pad(n.Here, 14), terminal.Pad(n.There, 18), verdict, t.style.Dim(isolates(n.Kind, t.say)))
	}
}

func (t text) mounts(c *Container) {
	t.heading(t.say.Say("look.mounts"))
	for _, m := range append(c.Root, c.Proc...) {
		t.line(fmt.Sprintf("%-6s %-9s %-42s %s", m.At, m.Type, m.Options, m.propagates(t.say)))
	}
	said := c.ProcShows.said(t.say)
	if c.ProcShows == ShowsOwn {
		fmt.Fprintln(t.out, "  "+t.style.Green(said))
		return
	}
	fmt.Fprintln(t.out, "  "+t.style.Red(said))
}

func (t text) groups(c *Container) {
	t.heading(t.say.Say("look.groups"))
	for _, group := range c.Groups {
		verdict := t.style.Dim(group.said(t.say))
		if group.Own {
			verdict = t.style.Green(group.said(t.say))
		}
		fmt.Fprintf(t.out, "  %-8s%s\n", group.Controllers, verdict)
		for depth, level := range group.Levels {
			members := t.say.Say("look.members", words.Values{"Count": level.Processes})
			t.line(column("        "+level.branch(depth)) + members)
		}
		for _, setting := range group.settings() {
			t.line(column("          "+setting.File) + setting.said(t.say))
		}
	}
}

// column is the left one of two: a name that is too long for it is cut.
func column(text string) string {
	const width = 44
	return terminal.Pad(terminal.Cut(text, width-2), width)
}
