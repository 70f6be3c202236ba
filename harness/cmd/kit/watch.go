package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"time"

	"golang.org/x/sys/unix"

	"mydocker/harness/board"
	"mydocker/harness/conformance"
	"mydocker/harness/lesson"
	"mydocker/harness/saved"
	"mydocker/harness/terminal"
	"mydocker/harness/words"
)

// watch tests a program, and again whenever it is saved, until Ctrl-C. What is
// being tested when a file is saved is left.
func watch(t *trial) error {
	if err := t.compileSuites(); err != nil {
		return notTested{err}
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, unix.SIGTERM)
	defer stop()
	var failing []conformance.Clause
	for {
		state, err := saved.StateOf(t.program)
		if err != nil {
			return notTested{err}
		}
		round, leave := context.WithCancel(ctx)
		next := make(chan string, 1)
		go func() {
			next <- saved.Wait(ctx, t.program, state)
			leave()
		}()
		if failing, err = testRound(round, t, failing); err != nil && round.Err() == nil {
			fmt.Fprintln(os.Stderr, "kit:", err) // it is the person's to mend
		}
		if round.Err() == nil {
			fmt.Printf("\n%s\n", t.style.Dim(t.say.Say("watch.waiting", words.Values{"Program": t.program})))
		}
		file := <-next
		if ctx.Err() != nil {
			return nil
		}
		fmt.Printf("\n%s\n", t.style.Bold(t.say.Say("watch.saved", words.Values{"File": file, "Time": time.Now().Format("15:04:05")})))
	}
}

// testRound tests once: first what failed first the last time, then the rest
// that failed or could not be seen, and all if these are kept now. It returns
// what the next round has to begin with.
func testRound(ctx context.Context, t *trial, failing []conformance.Clause) ([]conformance.Clause, error) {
	if err := t.build(); err != nil {
		return failing, err
	}
	for _, part := range parts(failing) {
		found, err := t.askSome(ctx, part)
		if err != nil {
			return failing, err
		}
		if len(lesson.Failed(found)) > 0 {
			explain(t, found, false)
			return failing, nil
		}
	}
	found, err := t.askAll(ctx)
	if err != nil {
		return failing, err
	}
	missed, _ := summarize(t, found)
	explain(t, found, false)
	if missed == 0 {
		fmt.Printf("\n%s\n%s\n", t.style.Green(t.say.Say("test.all-kept", words.Values{"Step": t.step})), next(t))
	}
	return toBeginWith(found)
}

// parts are the first, and the rest.
func parts(clauses []conformance.Clause) [][]conformance.Clause {
	if len(clauses) < 2 {
		return slices.Collect(slices.Chunk(clauses, 1))
	}
	return [][]conformance.Clause{clauses[:1], clauses[1:]}
}

// toBeginWith are the clauses that are not kept, the one of the lesson first.
func toBeginWith(found lesson.Run) ([]conformance.Clause, error) {
	first, any, err := lesson.First(found)
	if err != nil || !any {
		return nil, err
	}
	missed := []conformance.Clause{first.Clause}
	for _, clause := range board.InOrder(conformance.Catalogue()) {
		verdict := found.Results.Of(clause.ID)
		if clause.ID != first.Clause.ID && (verdict == conformance.Failed || verdict == conformance.Blocked) {
			missed = append(missed, clause)
		}
	}
	return missed, nil
}

// askSome asks some clauses, and shows each.
func (t *trial) askSome(ctx context.Context, clauses []conformance.Clause) (lesson.Run, error) {
	b := board.New(os.Stdout, t.say, clauses)
	b.Style = t.style
	b.Columns = terminal.Columns(os.Stdout)
	defer b.End()
	return t.ask(ctx, t.suites.Only(clauses...), b.Tell)
}
