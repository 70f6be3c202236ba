// Package slips knows what broken runtimes look like: which clauses fail for
// which slip. It was seen, not written: make mutants breaks the chapter's
// programs in one place each, runs the suites on them, and writes down what
// fails. A run that fails in the same way was probably broken in the same way.
package slips

import (
	"cmp"
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
)

// Slip is one way to get a runtime wrong, and what it was seen to break.
type Slip struct {
	// ID names it: "no-uts".
	ID string `json:"id"`
	// Step is the step whose program it was made in.
	Step string `json:"step"`
	// What went wrong, in the words of the student who did it.
	What string `json:"what"`
	// Clause is the promise that it breaks.
	Clause string `json:"clause"`
	// Failed are all clauses that failed, and Blocked those that could not
	// be looked at because of that.
	Failed  []string `json:"failed"`
	Blocked []string `json:"blocked,omitempty"`
	// Cases are the cases that failed, of the clauses in Failed.
	Cases []string `json:"cases"`
	// MadeFrom is a hash of what this depends on: the slip, the step's
	// program and the suites.
	MadeFrom string `json:"made_from"`
}

//go:embed matrix.json
var matrix []byte

// Known returns the matrix of this kit: all slips that have been tried.
func Known() ([]Slip, error) {
	var known []Slip
	if err := json.Unmarshal(matrix, &known); err != nil {
		return nil, fmt.Errorf("read the matrix of slips: %w", err)
	}
	return known, nil
}

// A match below goodMatch says nothing. At most mostMatches are named: more
// would be a list to search, not a hint.
const (
	goodMatch   = 0.7
	mostMatches = 3
)

// Run is how the cases of a run ended that have passed or failed: by clause and
// case, and true is failed. The slips were made in the kit's own programs,
// which are asked more cases than others.
type Run map[string]map[string]bool

// Nearest returns the known slips whose pattern is that of a run, the nearest
// first, or none if none is near; of two that are as near, that of the later
// step, where the student is at work. A slip whose own promise the run has not
// seen broken is none of these, nor is one of a later step than the run's.
func Nearest(known []Slip, run Run) []Slip {
	step := stepOf(known, run)
	type match struct {
		slip Slip
		how  likeness
	}
	var matches []match
	for _, slip := range known {
		if slip.Step > step || !run.failed(slip.Clause) {
			continue
		}
		if how := compare(slip, run); how.clauses.share() >= goodMatch {
			matches = append(matches, match{slip, how})
		}
	}
	slices.SortStableFunc(matches, func(a, b match) int {
		return cmp.Or(b.how.compare(a.how), cmp.Compare(b.slip.Step, a.slip.Step))
	})
	var nearest []Slip
	for _, m := range matches[:min(mostMatches, len(matches))] {
		nearest = append(nearest, m.slip)
	}
	return nearest
}

// stepOf returns the step that a run has come to, by its clauses: one is as old
// as the first slip that breaks it.
func stepOf(known []Slip, run Run) (step string) {
	since := map[string]string{}
	for _, slip := range known {
		if first, seen := since[slip.Clause]; !seen || slip.Step < first {
			since[slip.Clause] = slip.Step
		}
	}
	for clause := range run {
		step = max(step, since[clause])
	}
	return step
}

// failed reports whether a case of the clause failed.
func (r Run) failed(clause string) bool {
	for _, failed := range r[clause] {
		if failed {
			return true
		}
	}
	return false
}

// likeness is how like a slip a run is: by what failed.
type likeness struct{ clauses, cases, own overlap }

// compare orders by the cases of the clause that the slip breaks, where chance
// has no part; then by all cases, which tell more slips apart than clauses do;
// then by these, and by how much there was to compare.
func (l likeness) compare(other likeness) int {
	return cmp.Or(
		cmp.Compare(l.own.share(), other.own.share()),
		cmp.Compare(l.cases.share(), other.cases.share()),
		cmp.Compare(l.clauses.share(), other.clauses.share()),
		cmp.Compare(l.cases.both, other.cases.both),
	)
}

// overlap counts what failed in two runs: in both, and in either.
type overlap struct{ both, either int }

func (o *overlap) add(here, there bool) {
	if here || there {
		o.either++
	}
	if here && there {
		o.both++
	}
}

// share is the part of what failed at all that failed in both, from 0 to 1
// (Jaccard's index).
func (o overlap) share() float64 {
	if o.either == 0 {
		return 0
	}
	return float64(o.both) / float64(o.either)
}

// compare compares what failed here and there. A clause that one of the two has
// not looked at, or could not, is left out, and so are the cases that were asked
// there alone.
func compare(slip Slip, run Run) (how likeness) {
	for clause, cases := range run {
		if slices.Contains(slip.Blocked, clause) {
			continue
		}
		here, there := false, false
		for name, failed := range cases {
			failedThere := slices.Contains(slip.Cases, name)
			how.cases.add(failed, failedThere)
			if clause == slip.Clause {
				how.own.add(failed, failedThere)
			}
			here, there = here || failed, there || failedThere
		}
		how.clauses.add(here, there)
	}
	return how
}
