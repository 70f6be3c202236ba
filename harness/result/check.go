package result

import (
	"fmt"
	"slices"
)

var (
	outcomes = []Outcome{Graded, NotTaken, NotBuilt, NotGraded}
	verdicts = []Verdict{Passed, Failed, Blocked, NotAsked}
)

// check says what nothing is known of: a word that is none of ours would pass
// for a failure.
func (c Class) check() error {
	names := map[string]bool{}
	for _, submission := range c.Submissions {
		if names[submission.Name] {
			return fmt.Errorf("submission %.60q is there twice", submission.Name)
		}
		names[submission.Name] = true
		if !slices.Contains(outcomes, submission.Outcome) {
			return fmt.Errorf("submission %.60q: there is no outcome %.60q", submission.Name, submission.Outcome)
		}
		for _, clause := range submission.Clauses {
			if !slices.Contains(verdicts, clause.Verdict) {
				return fmt.Errorf("submission %.60q, clause %.60q: there is no verdict %.60q", submission.Name, clause.ID, clause.Verdict)
			}
		}
	}
	return nil
}
