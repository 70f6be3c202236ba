package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"time"

	"github.com/urfave/cli"
	"golang.org/x/sys/unix"

	"mydocker/harness/board"
	"mydocker/harness/conformance"
	"mydocker/harness/judge"
	"mydocker/harness/lesson"
	"mydocker/harness/progress"
	"mydocker/harness/stages"
	"mydocker/harness/starter"
	"mydocker/harness/terminal"
	"mydocker/harness/words"
)

func testCommand(say words.Words) cli.Command {
	return cli.Command{
		Name:        "test",
		Usage:       say.Say("test.usage"),
		ArgsUsage:   "DIR|BINARY",
		Description: inHelp(say.Say("test.about")),
		Flags: []cli.Flag{
			cli.StringFlag{Name: "step", Usage: say.Say("test.flag-step")},
			cli.BoolFlag{Name: "watch", Usage: say.Say("test.flag-watch")},
			cli.BoolFlag{Name: "all", Usage: say.Say("test.flag-all")},
			cli.BoolFlag{Name: "json", Usage: say.Say("test.flag-json")},
		},
		Action: func(context *cli.Context) error { return runTest(context, say) },
	}
}

func runTest(given *cli.Context, say words.Words) error {
	trial, err := newTrial(given, say)
	if err != nil {
		return notTested{fmt.Errorf("test: %w", err)}
	}
	defer trial.close()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, unix.SIGTERM, unix.SIGHUP)
	defer stop()
	if given.Bool("watch") {
		return watch(ctx, trial)
	}
	if given.Bool("json") {
		err = testForTools(ctx, trial, stdout)
	} else {
		err = testOnce(ctx, trial, given.Bool("all"))
	}
	if ctx.Err() != nil {
		return stopped{errors.New(say.Say("test.stopped"))}
	}
	return err
}

// testOnce tests a program, with all that a person is told.
func testOnce(ctx context.Context, t *trial, all bool) error {
	if err := t.build(); err != nil {
		return notTested{err}
	}
	if err := t.compileSuites(); err != nil {
		return notTested{err}
	}
	began := time.Now()
	found, err := t.askAll(ctx)
	if err != nil {
		return notTested{err}
	}
	missed, asked := summarize(t, found)
	fmt.Fprintln(stdout, t.say.Say("test.took", words.Values{"Seconds": int(time.Since(began).Seconds())}))
	explain(t, found, all)
	if t.source != "" {
		t.doing("\n" + t.say.Say("test.running-own"))
		fmt.Fprintln(stdout, ownSuites(ctx, t.source, t.say))
	}
	if err := ctx.Err(); err != nil {
		return notTested{err}
	}
	if missed == 0 {
		return t.congratulate()
	}
	return fmt.Errorf("%s", t.say.Say("test.not-kept", words.Values{"Missed": missed, "Asked": asked}))
}

// congratulate says that all is kept, and what to do next; or fails, if what was
// to be written is not: no case has come to it.
func (t *trial) congratulate() error {
	empty, err := t.stillEmpty()
	if err == nil {
		err = t.notWritten(empty)
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(stdout, "\n%s\n", t.style.Green(t.say.Say("test.all-kept", words.Values{"Step": t.step})))
	fmt.Fprintln(stdout, next(t))
	return nil
}

// stillEmpty are the functions of a starter that are not written: "Run (run.go:12)".
func (t *trial) stillEmpty() (functions []string, err error) {
	if t.source == "" {
		return nil, nil
	}
	empty, err := starter.StillEmpty(t.source)
	for _, function := range empty {
		functions = append(functions, fmt.Sprintf("%s (%s:%d)", function.Name, function.File, function.Line))
	}
	return functions, err
}

// notWritten is the error that functions are still empty; nil if none is.
func (t *trial) notWritten(empty []string) error {
	if len(empty) == 0 {
		return nil
	}
	return errors.New(t.say.Say("test.still-empty", words.Values{"Functions": strings.Join(empty, ", ")}))
}

// board is where a run on these clauses is shown.
func (t *trial) board(clauses []conformance.Clause) *board.Board {
	b := board.New(stdout, t.say, clauses)
	b.Style, b.Columns = t.style, terminal.Columns(os.Stdout)
	return b
}

// askAll asks all clauses, shows each, and remembers how far the program is.
func (t *trial) askAll(ctx context.Context) (lesson.Run, error) {
	clauses := t.asked()
	fmt.Fprintln(stdout, t.say.Say("test.running", words.Values{"Program": t.program, "Step": t.step, "Clauses": len(clauses)}))
	b := t.board(clauses)
	return t.askOn(ctx, b, t.suites, func(event judge.Event) {
		if event.Head != "" {
			fmt.Fprintln(stdout, t.say.Say("test.flags", words.Values{"Flags": flagsSaid(t.say, event.Head)}))
			t.sayUnnamed()
		}
		b.Tell(event)
	})
}

// askOn asks what the judge is for, ends the board, and remembers how far the
// program is.
func (t *trial) askOn(ctx context.Context, b *board.Board, suites *judge.Judge, tell func(judge.Event)) (lesson.Run, error) {
	found, err := t.ask(ctx, suites, tell)
	b.End()
	if err == nil { // else what is known is of the program as it was
		t.remember(found)
	}
	return found, err
}

// remember keeps how far the program is. Where that cannot be kept, the
// verdicts stand.
func (t *trial) remember(found lesson.Run) {
	if err := progress.Remember(t.kit, t.program, t.step, found.Results); err != nil {
		fmt.Fprintln(os.Stderr, "kit:", err)
	}
}

// summarize says of each step and level how much is kept, and returns how much
// is not.
func summarize(t *trial, found lesson.Run) (missed, all int) {
	fmt.Fprintln(stdout)
	type part struct {
		step  string
		level conformance.Level
	}
	var parts []part
	kept, count := map[part]int{}, map[part]int{}
	for _, clause := range t.asked() {
		verdict := found.Results.Of(clause.ID)
		if verdict == "" {
			continue // it was no question for this program
		}
		p := part{clause.Step, clause.Level}
		if count[p] == 0 {
			parts = append(parts, p)
		}
		count[p]++
		if verdict == conformance.Passed {
			kept[p]++
		}
	}
	for _, p := range parts {
		line := t.say.Say("test.count", words.Values{"Step": p.step, "Level": board.LevelName(t.say, p.level), "Kept": kept[p], "Asked": count[p]})
		if kept[p] < count[p] {
			line = t.style.Yellow(line)
		}
		fmt.Fprintln(stdout, line)
		missed, all = missed+count[p]-kept[p], all+count[p]
	}
	return missed, all
}

// next is what there is to do when all is kept.
func next(t *trial) string {
	for i, stage := range stages.Chapter3[:len(stages.Chapter3)-1] {
		if stage.Name == t.step {
			return t.say.Say("test.next-step", words.Values{"Kit": quoted(t.kit), "Step": stages.Chapter3[i+1].Name, "Program": quoted(t.program)})
		}
	}
	return t.say.Say("test.last-step")
}
