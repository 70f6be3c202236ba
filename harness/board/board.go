// Package board shows a run of the suites while it goes on: a line a clause,
// by step and level, and on a terminal what runs now.
package board

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"mydocker/harness/conformance"
	"mydocker/harness/judge"
	"mydocker/harness/terminal"
	"mydocker/harness/words"
)

// Board is told of each case, and writes a clause's line when the last of its
// cases has ended. Lines stand by step and level: one that would be out of its
// place waits until what is before it is complete.
type Board struct {
	// Columns is the width of the terminal, 0 if there is none.
	Columns int
	Style   terminal.Style
	// Known are the verdicts of an earlier run: a clause whose verdict is
	// still the same gets no line.
	Known conformance.Results

	out     io.Writer
	say     words.Words
	groups  []*group
	current int // the group whose lines are written at once
	open    bool
	all     int
	done    int
	running []judge.Event // the cases at work, in the order in which they have begun
}

// group are the clauses of one step and level.
type group struct {
	step    string
	level   conformance.Level
	waiting map[string]*progress // by clause
	held    []string
}

// progress is how far a clause is.
type progress struct {
	ended   int
	results conformance.Results
	broken  string // the clause that it rests on, if that blocks it
	took    time.Duration
}

// New makes a board for a run that asks these clauses.
func New(out io.Writer, say words.Words, clauses []conformance.Clause) *Board {
	b := &Board{out: out, say: say, all: len(clauses)}
	var last *group
	for _, clause := range InOrder(clauses) {
		if last == nil || last.step != clause.Step || last.level != clause.Level {
			last = &group{step: clause.Step, level: clause.Level, waiting: map[string]*progress{}}
			b.groups = append(b.groups, last)
		}
		last.waiting[clause.ID] = new(progress)
	}
	return b
}

// Tell takes what has happened.
func (b *Board) Tell(event judge.Event) {
	g, p := b.find(event.Clause)
	if p == nil {
		return
	}
	defer b.now()
	if !event.Ended {
		b.running = append(b.running, event)
		return
	}
	b.running = slices.DeleteFunc(b.running, func(other judge.Event) bool { return other.Case == event.Case })
	p.ended++
	p.took += event.Took
	if event.BlockedBy != "" {
		p.broken = event.BlockedBy
	}
	if event.Verdict != "" {
		p.results = append(p.results, conformance.CaseResult{Clause: event.Clause.ID, Case: event.Case, Verdict: event.Verdict})
	}
	if p.ended < len(event.Clause.Cases) {
		return
	}
	delete(g.waiting, event.Clause.ID)
	b.done++
	if verdict := p.results.Of(event.Clause.ID); verdict != "" && verdict != b.Known.Of(event.Clause.ID) {
		g.held = append(g.held, b.line(event.Clause, verdict, p))
	}
	b.flush()
}

func (b *Board) find(clause conformance.Clause) (*group, *progress) {
	for _, g := range b.groups {
		if p := g.waiting[clause.ID]; p != nil {
			return g, p
		}
	}
	return nil, nil
}

// flush writes the lines whose turn it is.
func (b *Board) flush() {
	for b.current < len(b.groups) {
		g := b.groups[b.current]
		b.write(g)
		if len(g.waiting) > 0 {
			return
		}
		b.current, b.open = b.current+1, false
	}
}

func (b *Board) write(g *group) {
	if len(g.held) == 0 {
		return
	}
	b.wipe()
	if !b.open {
		fmt.Fprintln(b.out, b.Style.Bold(g.step+"  "+LevelName(b.say, g.level)))
		b.open = true
	}
	for _, line := range g.held {
		fmt.Fprintln(b.out, line)
	}
	g.held = nil
}

// End writes what is left: the run has ended, and is not complete if it broke
// off.
func (b *Board) End() {
	for ; b.current < len(b.groups); b.current, b.open = b.current+1, false {
		b.write(b.groups[b.current])
	}
	b.wipe()
}

// line is what is said of a clause.
func (b *Board) line(clause conformance.Clause, verdict conformance.Verdict, p *progress) string {
	promise := b.say.Of("clause."+clause.ID+".promise", clause.Promise)
	if verdict == conformance.Blocked {
		promise = b.say.Say("test.blocked-by", words.Values{"Clause": p.broken})
	}
	text := fmt.Sprintf("  %s %s %5.1fs  ", b.mark(verdict), terminal.Pad(clause.ID, 22), p.took.Seconds())
	// In a narrow terminal the line goes on in the next: a promise of few words says nothing.
	if room := b.Columns - 2 - markColumns - 1 - 22 - 1 - 6 - 2; room >= 20 {
		promise = terminal.Cut(promise, room)
	}
	if verdict == conformance.Blocked {
		promise = b.Style.Dim(promise)
	}
	return text + promise
}

const markColumns = 9

func (b *Board) mark(verdict conformance.Verdict) string {
	return Paint(b.Style, verdict, terminal.Pad(VerdictName(b.say, verdict), markColumns))
}

// Paint gives a text the colour of a verdict.
func Paint(style terminal.Style, verdict conformance.Verdict, text string) string {
	switch verdict {
	case conformance.Passed:
		return style.Green(text)
	case conformance.Failed, conformance.KitError:
		return style.Red(text)
	case conformance.Blocked:
		return style.Dim(text)
	}
	return style.Yellow(text)
}

// now says on a terminal what runs now, in the line below: of several cases the
// one that has begun last.
func (b *Board) now() {
	if b.Columns == 0 || len(b.running) == 0 {
		return
	}
	clause := b.running[len(b.running)-1].Clause
	const columns = 20
	full := columns * b.done / max(1, b.all)
	bar := strings.Repeat("█", full) + strings.Repeat("░", columns-full)
	text := fmt.Sprintf("%s %d/%d  %s: %s", bar, b.done, b.all, clause.ID, b.say.Of("clause."+clause.ID+".promise", clause.Promise))
	b.wipe()
	fmt.Fprint(b.out, b.Style.Dim(terminal.Cut(text, b.Columns-1)))
}

// wipe takes that line away.
func (b *Board) wipe() {
	if b.Columns > 0 {
		fmt.Fprint(b.out, "\r\x1b[K")
	}
}
