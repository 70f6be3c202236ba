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
// first, or none if none is near.
func Nearest(known []Slip, run Run) []Slip {
	type match struct {
		slip  Slip
		score float64
	}
	var matches []match
	for _, slip := range known {
		if score := similarity(slip, run); score >= goodMatch {
			matches = append(matches, match{slip, score})
		}
	}
	slices.SortStableFunc(matches, func(a, b match) int { return cmp.Compare(b.score, a.score) })
	var nearest []Slip
	for _, m := range matches[:min(mostMatches, len(matches))] {
		nearest = append(nearest, m.slip)
	}
	return nearest
}

// similarity compares what failed here and there: the part of the failed
// clauses that failed in both. A clause that one of the two has not looked at,
// or could not, is left out, and so are the cases that were asked there alone.
func similarity(slip Slip, run Run) float64 {
	both, either := 0, 0
	for clause, cases := range run {
		if slices.Contains(slip.Blocked, clause) {
			continue
		}
		here, there := false, false
		for name, failed := range cases {
			here = here || failed
			there = there || slices.Contains(slip.Cases, name)
		}
		if here || there {
			either++
		}
		if here && there {
			both++
		}
	}
	if either == 0 {
		return 0
	}
	return float64(both) / float64(either)
}
