package board

import (
	"cmp"
	"slices"

	"mydocker/harness/conformance"
	"mydocker/harness/words"
)

// VerdictName returns what a person is told of a verdict.
func VerdictName(say words.Words, verdict conformance.Verdict) string {
	switch verdict {
	case conformance.Passed:
		return say.Say("test.verdict.passed")
	case conformance.Failed:
		return say.Say("test.verdict.failed")
	case conformance.Blocked:
		return say.Say("test.verdict.blocked")
	case conformance.NotRun:
		return say.Say("test.verdict.not-run")
	}
	return say.Say("test.verdict.kit-error")
}

// LevelName returns what a person is told of a level.
func LevelName(say words.Words, level conformance.Level) string {
	switch level {
	case conformance.Book:
		return say.Say("test.level.book")
	case conformance.Sound:
		return say.Say("test.level.sound")
	}
	return say.Say("test.level.ours")
}

// levels are those of a step in the order in which they are learned.
var levels = []conformance.Level{conformance.Book, conformance.Sound, conformance.Ours}

// InOrder returns the clauses in the order in which they are learned: by step,
// and in a step what the book teaches first.
func InOrder(clauses []conformance.Clause) []conformance.Clause {
	return slices.SortedStableFunc(slices.Values(clauses), func(a, b conformance.Clause) int {
		return cmp.Or(cmp.Compare(a.Step, b.Step), cmp.Compare(slices.Index(levels, a.Level), slices.Index(levels, b.Level)))
	})
}
