// Package lesson explains a failure: of all that a run found broken the first
// thing that is worth mending, what it means, and where to look.
package lesson

import (
	"maps"
	"regexp"
	"slices"
	"strings"

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

// First returns the lesson that is worth reading first: on what ruins the
// machine, or on the clause that the likeliest slip breaks, or else on the first
// that failed. False is that none failed.
func First(run Run) (Lesson, bool, error) {
	failed := Failed(run)
	if len(failed) == 0 {
		return Lesson{}, false, nil
	}
	if first := Of(run, failed[0]); first.ToWrite != "" {
		return first, true, nil
	}
	nearest, err := run.Results.Nearest()
	if err != nil {
		return Lesson{}, false, err
	}
	lesson := Of(run, choose(failed, nearest))
	lesson.Slips = nearest
	return lesson, true, nil
}

// ruinous is the clause without which a run by hand ruins the machine; cases ask
// through the other whether it is kept.
const ruinous, throughIt = "host-proc-kept", "tty-wired"

func choose(failed []conformance.Clause, nearest []slips.Slip) conformance.Clause {
	find := func(id string) int {
		return slices.IndexFunc(failed, func(clause conformance.Clause) bool { return clause.ID == id })
	}
	explained := slices.ContainsFunc(nearest, func(slip slips.Slip) bool { return slices.Contains(slip.Failed, ruinous) })
	if i := find(ruinous); i >= 0 && !explained && find(throughIt) < 0 {
		return failed[i]
	}
	for _, clause := range failed {
		if slices.ContainsFunc(nearest, func(slip slips.Slip) bool { return slip.Clause == clause.ID }) {
			return clause
		}
	}
	return failed[0]
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
	for _, result := range run.Results {
		if result.Clause == clause.ID && result.Verdict == conformance.Failed {
			lesson.Report = judge.ReadReport(run.Outputs[result.Case])
			break
		}
	}
	if empty := emptyFunction.FindStringSubmatch(strings.Join(lesson.Report.Runs, "\n")); empty != nil {
		lesson.ToWrite, lesson.Places = empty[1], declared(run.Dir, empty[1])
	}
	return lesson
}

// emptyFunction is how a program ends at what a starter has left empty.
var emptyFunction = regexp.MustCompile(`panic: [0-9.]+: write (\S+)`)
