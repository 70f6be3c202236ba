package conformance

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
)

// Verdict is how a case ended.
type Verdict string

// The verdicts.
const (
	Passed  Verdict = "passed"
	Failed  Verdict = "failed"
	Blocked Verdict = "blocked" // a clause that it rests on is broken
	NotRun  Verdict = "not run" // this machine lacks something
	// NotAsked says that it was no question for this runtime.
	NotAsked Verdict = "not asked"
	// KitError says nothing of the runtime: the kit could not do its work.
	KitError Verdict = "kit error"
)

// CaseResult is how one case of a clause ended.
type CaseResult struct {
	Clause  string  `json:"clause"`
	Case    string  `json:"case"`
	Verdict Verdict `json:"verdict"`
}

// Results is how the cases of a run ended, in their order.
type Results []CaseResult

// tally collects results of suites that are side by side.
type tally struct {
	mu      sync.Mutex
	results Results
}

func (t *tally) add(clause, testCase string, verdict Verdict) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.results = append(t.results, CaseResult{clause, testCase, verdict})
}

// Of is the verdict of a clause until now.
func (t *tally) Of(clause string) Verdict {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.results.Of(clause)
}

// inOrder returns all results, suite by suite.
func (t *tally) inOrder(all []testingSuite) Results {
	suiteOf := func(result CaseResult) int {
		return slices.IndexFunc(all, func(s testingSuite) bool { return hasCase(s, strings.TrimPrefix(result.Case, "Test")) })
	}
	return slices.SortedStableFunc(slices.Values(t.results), func(a, b CaseResult) int { return suiteOf(a) - suiteOf(b) })
}

// Of returns the verdict of a clause: the worst of its cases, "" if none was
// asked.
func (r Results) Of(clause string) Verdict {
	worst := Verdict("")
	order := []Verdict{"", Passed, NotRun, Blocked, Failed, KitError}
	for _, result := range r {
		if result.Clause == clause && slices.Index(order, result.Verdict) > slices.Index(order, worst) {
			worst = result.Verdict
		}
	}
	return worst
}

// With returns the clauses of that verdict, in the order of the catalogue.
func (r Results) With(verdict Verdict) (clauses []string) {
	for _, clause := range Catalogue() {
		if r.Of(clause.ID) == verdict {
			clauses = append(clauses, clause.ID)
		}
	}
	return clauses
}

// ReadResults reads what a run has written to KIT_RESULTS.
func ReadResults(file string) (Results, error) {
	text, err := os.ReadFile(file)
	var results Results
	if err == nil {
		err = json.Unmarshal(text, &results)
	}
	if err != nil {
		return nil, fmt.Errorf("read the results: %w", err)
	}
	return results, nil
}

// write writes the results to a file, if one is named.
func (r Results) write(file string) error {
	if file == "" {
		return nil
	}
	text, err := json.MarshalIndent(r, "", "\t")
	if err == nil {
		err = os.WriteFile(file, text, 0o644)
	}
	if err != nil {
		return fmt.Errorf("write the results: %w", err)
	}
	return nil
}
