package lesson

import (
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"mydocker/harness/terminal"
	"mydocker/harness/words"
)

// Page is how a lesson is written.
type Page struct {
	Out   io.Writer
	Say   words.Words
	Style terminal.Style
	// Kit is the kit's directory; from there a case is repeated.
	Kit string
	// Program is how the person has named the program.
	Program string
}

// labelColumns hold the longest of the labels, in any language.
const labelColumns = 11

// Write writes a lesson under a heading.
func (p Page) Write(heading string, l Lesson) {
	say, c := p.Say, l.Clause
	l.Report = Seen(say, short(say, l.Report))
	fmt.Fprintf(p.Out, "\n%s\n\n", p.Style.Bold(heading))
	if l.ToWrite != "" {
		p.toWrite(l)
		return
	}
	p.part(say.Say("lesson.promise"), say.Of("clause."+c.ID+".promise", c.Promise))
	p.seen(l)
	if l.NothingStarts {
		p.part(say.Say("lesson.look"), say.Say("lesson.look-nothing-starts"))
		p.places(l.Places)
		p.part(say.Say("lesson.in-guide"), p.guide(c.Step))
		p.runs(l.Report.Runs)
		return
	}
	p.part(say.Say("lesson.means"), say.Of("clause."+c.ID+".means", c.Means))
	for i, slip := range l.Slips {
		label := ""
		if i == 0 {
			label = say.Say("lesson.slips")
		}
		p.part(label, p.Style.Bold(say.Of("slip."+slip.ID, slip.What)))
	}
	look := say.Of("clause."+c.ID+".look", c.Look)
	if l.Hangs {
		look = say.Say("lesson.look-hangs") + "\n" + look
	}
	p.part(say.Say("lesson.look"), look)
	p.places(l.Places)
	p.part(say.Say("lesson.in-guide"), p.guide(c.Step))
	p.part(say.Say("lesson.book"), l.Source.Book)
	p.part(say.Say("lesson.man"), strings.Join(l.Source.Man, ", "))
	p.runs(l.Report.Runs)
}

// places writes those that are there.
func (p Page) places(places []Place) {
	for _, place := range places {
		if place.Line > 0 {
			p.part("", fmt.Sprintf("%s:%d", filepath.Join(p.Program, place.File), place.Line))
		}
	}
}

// toWrite says that there is a function to write, and where.
func (p Page) toWrite(l Lesson) {
	p.part(p.Say.Say("lesson.promise"), p.Say.Of("clause."+l.Clause.ID+".promise", l.Clause.Promise))
	for _, place := range l.Places {
		p.part(p.Say.Say("lesson.look"), fmt.Sprintf("%s:%d", filepath.Join(p.Program, place.File), place.Line))
	}
	p.part(p.Say.Say("lesson.in-guide"), p.guide(l.ToWriteIn))
	if l.ToWriteIn == l.Clause.Step {
		p.part(p.Say.Say("lesson.book"), l.Source.Book)
	}
}

// runs writes the commands to repeat, and what they printed. Of the trace of a
// program that crashed, the first line is what counts.
func (p Page) runs(lines []string) {
	label, inTrace := p.Say.Say("lesson.repeat"), false
	probe, look := probeWaits(p.Say), filepath.Join(p.Kit, "scripts", "kit")+" look"
	for _, line := range lines {
		line = terminal.PrintableLines(line)
		environment, command, isCommand := strings.Cut(line, "scripts/guarded")
		isCommand = isCommand && !strings.HasPrefix(line, " ")
		isOutput := strings.HasPrefix(line, "  std")
		switch {
		case isCommand:
			line = environment + filepath.Join(p.Kit, "scripts", "guarded") + command
			if runtime, _, _ := strings.Cut(strings.TrimSpace(command), " "); !strings.ContainsAny(runtime, `'"`) {
				look = filepath.Join(p.Kit, "scripts", "kit") + " look " + runtime
			}
		case line == probe: // who types that line sees nothing of it
			line = p.Say.Say("lesson.look-by-hand", words.Values{"Look": look})
		case isOutput && inTrace:
			continue
		case isOutput && strings.Contains(line, ": goroutine "):
			line = "  ..."
			inTrace = true
		default:
			inTrace = false
		}
		if !isCommand {
			line = p.Style.Dim(line)
		}
		p.part(label, line)
		label = ""
	}
}

// probeWaits is what a report has under a run whose command is the probe.
func probeWaits(say words.Words) string {
	return say.Printed("run", "("+words.Words{}.Say("suite.probe")+")")
}

// seen writes what was wanted and what was there.
func (p Page) seen(l Lesson) {
	if len(l.Report.Findings) == 0 {
		return
	}
	finding := l.Report.Findings[0] // what follows often follows from it
	seen := []string{finding.What, finding.Says}
	if l.NothingStarts {
		seen = slices.Insert(seen, 0, p.Say.Say("lesson.nothing-starts"))
	}
	p.part(p.Say.Say("lesson.seen"), terminal.PrintableLines(strings.Join(seen, "\n")))
	if finding.Wanted != finding.Got {
		p.part(p.Say.Say("lesson.wanted"), terminal.PrintableLines(finding.Wanted))
		p.part(p.Say.Say("lesson.got"), p.Style.Red(terminal.PrintableLines(finding.Got)))
	}
}

// part writes a text under a label, if there is a text; empty lines are left out.
func (p Page) part(label, text string) {
	for _, line := range strings.Split(text, "\n") {
		if strings.TrimSpace(line) != "" {
			fmt.Fprintf(p.Out, "  %s  %s\n", p.Style.Dim(terminal.Pad(label, labelColumns)), line)
			label = ""
		}
	}
}

// guide is the step's guide in the person's language.
func (p Page) guide(step string) string {
	name := map[string]string{"en": "README.md", "zh": "README.zh-CN.md"}[p.Say.Language]
	return filepath.Join(p.Kit, "chapter3", step, name)
}
