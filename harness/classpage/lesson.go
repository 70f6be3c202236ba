package classpage

import (
	"strings"

	"mydocker/harness/conformance"
	"mydocker/harness/judge"
	lessons "mydocker/harness/lesson"
	"mydocker/harness/result"
	"mydocker/harness/words"
)

// lesson is what a student is to look at.
type lesson struct {
	ID, Promise, Means, Look string
	Findings                 []judge.Finding
	// Printed is what was run, and what that printed.
	Printed string
}

func newLesson(clause result.Clause, say words.Words) lesson {
	l := lesson{ID: clause.ID, Promise: promise(clause, say)}
	l.Findings, l.Printed = seen(clause.Report, say)
	if known, found := conformance.ByID(clause.ID); found {
		l.Means = say.Of("clause."+clause.ID+".means", known.Means)
		l.Look = say.Of("clause."+clause.ID+".look", known.Look)
	}
	return l
}

// seen is a report by its parts, in the person's language; one that is like none
// is shown as it is.
func seen(text string, say words.Words) ([]judge.Finding, string) {
	report := lessons.Seen(say, judge.ReadReport(text))
	if len(report.Findings) == 0 && len(report.Runs) == 0 {
		return nil, text
	}
	for i, line := range report.Runs {
		// It was run in a sandbox that is gone.
		report.Runs[i] = strings.TrimPrefix(line, "scripts/guarded ")
	}
	return report.Findings, strings.Join(report.Runs, "\n")
}
