package conformance

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
)

// Verdict is how a case ended.
type Verdict string

// The verdicts.
const (
	Passed  Verdict = "passed"
	Failed  Verdict = "failed"
	Blocked Verdict = "blocked" // a clause that it rests on is broken
	NotRun  Verdict = "not run" // this machine lacks something
	// KitError says nothing of the runtime: the kit could not do its work.
	KitError Verdict = "kit error"
)

// CaseResult is how one case of a clause ended.
type CaseResult struct {
	Clause  string  `json:"clause"`
	Case    string  `json:"case"`
	Verdict Verdict `json:"verdict"`
}

// results collects how the cases ended.
type results struct{ cases []CaseResult }

func (r *results) add(clause, testCase string, verdict Verdict) {
	r.cases = append(r.cases, CaseResult{clause, testCase, verdict})
}

// of returns the verdict of a clause: the worst of its cases, "" if none ran.
func (r *results) of(clause string) Verdict {
	worst := Verdict("")
	order := []Verdict{"", Passed, NotRun, Blocked, Failed, KitError}
	for _, result := range r.cases {
		if result.Clause == clause && slices.Index(order, result.Verdict) > slices.Index(order, worst) {
			worst = result.Verdict
		}
	}
	return worst
}

// write writes the results to a file, if one is named.
func (r *results) write(file string) error {
	if file == "" {
		return nil
	}
	text, err := json.MarshalIndent(r.cases, "", "\t")
	if err == nil {
		err = os.WriteFile(file, text, 0o644)
	}
	if err != nil {
		return fmt.Errorf("write the results: %w", err)
	}
	return nil
}
