package board

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mydocker/harness/conformance"
	"mydocker/harness/judge"
	"mydocker/harness/words"
)

var (
	bookOne  = conformance.Clause{ID: "book-one", Step: "3.1", Level: conformance.Book, Promise: "one", Cases: []string{"A"}}
	bookTwo  = conformance.Clause{ID: "book-two", Step: "3.1", Level: conformance.Book, Promise: "two", Cases: []string{"B", "C"}}
	sound    = conformance.Clause{ID: "sound", Step: "3.1", Level: conformance.Sound, Promise: "sound", Cases: []string{"D"}, RestsOn: []string{"book-one"}}
	nextStep = conformance.Clause{ID: "next", Step: "3.2", Level: conformance.Book, Promise: "next", Cases: []string{"E"}}
)

func begins(clause conformance.Clause) judge.Event { return judge.Event{Clause: clause} }

func ends(clause conformance.Clause, verdict conformance.Verdict) judge.Event {
	return judge.Event{Clause: clause, Ended: true, Verdict: verdict, Took: 500 * time.Millisecond}
}

func newBoard(t *testing.T, language string) (*Board, *bytes.Buffer) {
	say, err := words.In(language)
	require.NoError(t, err)
	var out bytes.Buffer
	return New(&out, say, []conformance.Clause{nextStep, bookOne, sound, bookTwo}), &out
}

// lines are what was written, without the times.
func lines(out *bytes.Buffer) string { return strings.ReplaceAll(out.String(), "   0.5s", "") }

func TestClauseHasItsLineWhenItsLastCaseHasEnded(t *testing.T) {
	b, out := newBoard(t, "en")
	b.Tell(ends(bookTwo, conformance.Passed))
	require.Empty(t, out.String())
	b.Tell(ends(bookTwo, conformance.Failed))
	require.Contains(t, out.String(), "3.1  what the book teaches\n  failed    book-two                 1.0s  two\n")
}

func TestLinesStandByStepAndLevelWhateverTheOrderOfTheCases(t *testing.T) {
	b, out := newBoard(t, "en")
	blocked := ends(sound, conformance.Blocked)
	blocked.BlockedBy = "book-one"
	b.Tell(blocked)
	require.Empty(t, out.String(), "what the book teaches comes first")
	b.Tell(ends(bookOne, conformance.Failed))
	b.Tell(ends(bookTwo, conformance.Passed))
	b.Tell(ends(nextStep, conformance.Passed))
	require.NotContains(t, out.String(), "  sound  ")
	b.Tell(ends(bookTwo, conformance.Passed))
	b.End()
	require.Equal(t, []string{"3.1", "failed", "passed", "3.1", "blocked", "3.2", "passed"}, firstWords(out))
	require.Contains(t, out.String(), "before this is mended: book-one")
}

func firstWords(out *bytes.Buffer) (words []string) {
	for _, line := range strings.Split(strings.TrimSpace(out.String()), "\n") {
		words = append(words, strings.Fields(line)[0])
	}
	return words
}

func TestClauseThatIsNoQuestionHasNoLine(t *testing.T) {
	b, out := newBoard(t, "en")
	b.Tell(ends(bookOne, ""))
	b.Tell(ends(bookTwo, ""))
	b.Tell(ends(bookTwo, ""))
	b.Tell(ends(sound, conformance.Passed))
	b.End()
	require.Equal(t, []string{"3.1", "passed"}, firstWords(out))
}

func TestWhatWasHeldIsWrittenWhenTheRunBreaksOff(t *testing.T) {
	b, out := newBoard(t, "en")
	b.Tell(ends(sound, conformance.Passed))
	b.End()
	require.Equal(t, []string{"3.1", "passed"}, firstWords(out))
}

func TestClauseWhoseVerdictIsKnownHasNoLine(t *testing.T) {
	b, out := newBoard(t, "en")
	b.Known = conformance.Results{{Clause: bookOne.ID, Case: "TestOne", Verdict: conformance.Passed}}
	b.Tell(ends(bookOne, conformance.Passed))
	b.End()
	require.Empty(t, out.String())
	b, out = newBoard(t, "en")
	b.Known = conformance.Results{{Clause: bookOne.ID, Case: "TestOne", Verdict: conformance.Passed}}
	b.Tell(ends(bookOne, conformance.Failed))
	b.End()
	require.Equal(t, []string{"3.1", "failed"}, firstWords(out))
}

func TestWhatRunsNowIsForATerminalAlone(t *testing.T) {
	b, out := newBoard(t, "en")
	b.Tell(begins(bookOne))
	require.Empty(t, out.String())
	b.Columns = 60
	b.Tell(begins(bookOne))
	require.Contains(t, out.String(), "0/4  book-one: one")
	b.Tell(ends(bookOne, conformance.Passed))
	require.Contains(t, lines(out), "\r\x1b[K3.1  what the book teaches\n")
}

func TestOfSeveralCasesAtWorkTheLastThatHasBegunIsShown(t *testing.T) {
	b, out := newBoard(t, "en")
	b.Columns = 100
	at := func(event judge.Event, name string) judge.Event {
		event.Case = name
		return event
	}
	b.Tell(at(begins(bookOne), "TestA"))
	b.Tell(at(begins(sound), "TestD"))
	out.Reset()
	b.Tell(at(ends(sound, conformance.Passed), "TestD"))
	require.Contains(t, out.String(), "1/4  book-one: one", "what is still at work")
	out.Reset()
	b.Tell(at(ends(bookOne, conformance.Passed), "TestA"))
	require.NotContains(t, out.String(), "/4  ", "nothing is")
}

func TestPromiseIsCutWhereSomethingIsLeftOfIt(t *testing.T) {
	long := bookOne
	long.Promise = "a promise of more words than a narrow terminal has columns for"
	for columns, whole := range map[int]bool{1: true, 20: true, 62: true, 63: false, 80: false, 200: true} {
		b, out := newBoard(t, "en")
		b.Columns = columns
		b.Tell(begins(long))
		b.Tell(ends(long, conformance.Passed))
		require.Equal(t, whole, strings.Contains(out.String(), "  "+long.Promise+"\n"), columns)
	}
}

func TestChineseStandsInColumnsToo(t *testing.T) {
	b, out := newBoard(t, "zh")
	b.Tell(ends(bookOne, conformance.Failed))
	require.Contains(t, lines(out), "3.1  书里讲的\n  失败      book-one              ")
}
