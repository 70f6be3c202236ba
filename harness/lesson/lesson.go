// Package lesson explains a failure: of all that a run found broken the first
// thing that is worth mending, what it means, and where to look.
package lesson

import (
	"maps"
	"slices"

	"mydocker/harness/board"
	"mydocker/harness/conformance"
	"mydocker/harness/judge"
	"mydocker/harness/slips"
)

// Lesson is what there is to say of one clause that is not kept.
type Lesson struct {
	Clause conformance.Clause
	// Report is what its first failed case saw.
	Report judge.Report
	// Slips are known ways to get a program wrong that break the same
	// clauses, the likeliest first; none, if nothing is like it.
	Slips []slips.Slip
	// Places are where to look.
	Places []Place
	Source Source
	// ToWrite is the function that the program ended at, since it is still
	// empty; "" if it did not. Then there is nothing else to say yet.
	ToWrite string
	// ToWriteIn is the step whose guide has it: one behind the clause's, if that
	// was kept before.
	ToWriteIn string
	// NothingStarts says that run fails before any command is there.
	NothingStarts bool
	// Hangs says that run was waited for, and did not end by itself.
	Hangs bool
}

// Run is what a run of the suites has found.
type Run struct {
	Results conformance.Results
	// Outputs is what each failed case printed, by its name.
	Outputs map[string]string
	// Dir is the program's source, "" if there is a binary alone.
	Dir string
}

// With returns what is known once more has been found: of the clauses that this
// has asked it is what counts.
func (r Run) With(found Run) Run {
	now := Run{Outputs: map[string]string{}, Dir: r.Dir, Results: slices.Clone(found.Results)}
	maps.Copy(now.Outputs, found.Outputs)
	for _, result := range r.Results {
		if found.Results.Of(result.Clause) == "" {
			now.Results = append(now.Results, result)
			now.Outputs[result.Case] = r.Outputs[result.Case]
		}
	}
	return now
}

// Failed returns the clauses that failed, in the order in which they are
// learned.
func Failed(run Run) []conformance.Clause {
	return slices.DeleteFunc(board.InOrder(conformance.Catalogue()), func(clause conformance.Clause) bool {
		return run.Results.Of(clause.ID) != conformance.Failed
	})
}

// Of returns the lesson on a clause that failed, without the slips, which are
// those of the whole run.
func Of(run Run, clause conformance.Clause) Lesson {
	lesson := Lesson{Clause: clause, Places: places(run.Dir, clause.Look), Source: sources[clause.ID]}
	if reports := run.reports(clause.ID); len(reports) > 0 {
		lesson.Report = reports[0]
	}
	if function, step := emptyFunction(lesson.Report); function != "" {
		lesson.ToWrite, lesson.ToWriteIn, lesson.Places = function, step, declared(run.Dir, function)
		return lesson
	}
	if lesson.Hangs = hangs(lesson.Report); lesson.Hangs {
		waits := places(run.Dir, lookWhereRunWaits)
		lesson.Places = append(waits, slices.DeleteFunc(lesson.Places, func(place Place) bool { return slices.Contains(waits, place) })...)
	}
	return lesson
}

// lookWhereRunWaits is where to look if run does not end.
const lookWhereRunWaits = "run.go: Run"

// reports are those of the failed cases of a clause, in the order in which they
// were run.
func (r Run) reports(clause string) (reports []judge.Report) {
	for _, result := range r.Results {
		if result.Clause == clause && result.Verdict == conformance.Failed {
			reports = append(reports, judge.ReadReport(r.Outputs[result.Case]))
		}
	}
	return reports
}
