package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"time"

	"mydocker/harness/board"
	"mydocker/harness/conformance"
	"mydocker/harness/lesson"
	"mydocker/harness/saved"
	"mydocker/harness/words"
)

// watch tests a program, and again whenever it is saved, until Ctrl-C. What is
// being tested when a file is saved is left.
func watch(ctx context.Context, t *trial) error {
	if err := t.compileSuites(); err != nil {
		return notTested{err}
	}
	known := lesson.Run{Dir: t.source}
	for {
		state, err := saved.StateOf(t.program)
		if err != nil {
			return t.gone(err)
		}
		round, leave := context.WithCancel(ctx)
		next, gone := "", error(nil)
		go func() {
			next, gone = saved.Wait(ctx, t.program, state)
			leave()
		}()
		if known, err = testRound(round, t, known); err != nil && round.Err() == nil {
			fmt.Fprintln(os.Stderr, "kit:", err) // it is the person's to mend
		}
		if round.Err() == nil {
			fmt.Fprintf(stdout, "\n%s\n", t.style.Dim(t.say.Say("watch.waiting", words.Values{"Program": t.program})))
		}
		<-round.Done()
		if ctx.Err() != nil {
			return nil
		}
		if gone != nil {
			return t.gone(gone)
		}
		fmt.Fprintf(stdout, "\n%s\n", t.style.Bold(t.say.Say("watch.saved", words.Values{"File": next, "Time": time.Now().Format("15:04:05")})))
	}
}

// gone is the error that the program that is watched cannot be read any more.
func (t *trial) gone(err error) error {
	if errors.Is(err, saved.ErrGone) || errors.Is(err, fs.ErrNotExist) {
		err = errors.New(t.say.Say("watch.gone", words.Values{"Program": t.named}))
	}
	return notTested{fmt.Errorf("test: %w", err)}
}

// testRound tests once, and returns all that is known then. In the first round
// all is asked. In others what a person waits for comes first: the clause of the
// last lesson, and if that is kept now, what else was not. A lesson is given as
// soon as there is one; then come the others, of which only changes are told.
func testRound(ctx context.Context, t *trial, known lesson.Run) (lesson.Run, error) {
	if err := t.build(); err != nil {
		return known, err
	}
	if len(known.Results) == 0 {
		found, err := t.askAll(ctx)
		if err != nil {
			return found, err // what was seen until it was left
		}
		explain(t, found, false)
		return found, t.sumUp(found)
	}
	missed, err := toBeginWith(known)
	if err != nil {
		return known, err
	}
	explained := false
	rest := t.asked()
	for _, part := range parts(missed) {
		found, err := t.askSome(ctx, part, nil)
		known = known.With(found)
		if err != nil {
			return known, err
		}
		if len(lesson.Failed(found)) > 0 {
			explain(t, known, false)
			explained = true
			break // it may be what the others rest on: they are asked together
		}
		rest = without(rest, part)
	}
	if len(rest) > 0 {
		fmt.Fprintln(stdout, t.style.Dim(t.say.Say("watch.rest", words.Values{"Clauses": len(rest)})))
		found, err := t.askSome(ctx, rest, known.Results)
		known = known.With(found)
		if err != nil {
			return known, err
		}
	}
	if !explained {
		explain(t, known, false)
	}
	return known, t.sumUp(known)
}

// sumUp says how much is kept, and what to do next if all is.
func (t *trial) sumUp(known lesson.Run) error {
	missed, _ := summarize(t, known)
	if missed > 0 {
		return nil
	}
	return t.congratulate()
}

// parts are the first, and the rest.
func parts(clauses []conformance.Clause) [][]conformance.Clause {
	if len(clauses) < 2 {
		return slices.Collect(slices.Chunk(clauses, 1))
	}
	return [][]conformance.Clause{clauses[:1], clauses[1:]}
}

func without(clauses, these []conformance.Clause) []conformance.Clause {
	return slices.DeleteFunc(slices.Clone(clauses), func(clause conformance.Clause) bool {
		return slices.ContainsFunc(these, func(other conformance.Clause) bool { return other.ID == clause.ID })
	})
}

// toBeginWith are the clauses that are not kept, the one of the lesson first.
func toBeginWith(known lesson.Run) ([]conformance.Clause, error) {
	first, any, err := lesson.First(known)
	if err != nil || !any {
		return nil, err
	}
	missed := []conformance.Clause{first.Clause}
	for _, clause := range board.InOrder(conformance.Catalogue()) {
		verdict := known.Results.Of(clause.ID)
		if clause.ID != first.Clause.ID && (verdict == conformance.Failed || verdict == conformance.Blocked) {
			missed = append(missed, clause)
		}
	}
	return missed, nil
}

// askSome asks some clauses, shows those whose verdict is not the known one,
// and remembers how far the program is.
func (t *trial) askSome(ctx context.Context, clauses []conformance.Clause, known conformance.Results) (lesson.Run, error) {
	b := t.board(clauses)
	b.Known = known
	return t.askOn(ctx, b, t.suites.Only(clauses...), b.Tell)
}
