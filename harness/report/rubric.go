package report

import (
	"fmt"
	"math/big"
	"slices"
	"strings"
	"time"

	"mydocker/harness/result"
)

// Rubric says what verdicts are worth. The zero Rubric is: 100 points, and all
// clauses weigh the same.
type Rubric struct {
	// Points are what a submission without a fault has; 0 stands for 100 of them.
	Points Points
	// BookOnly is that only what the book teaches counts.
	BookOnly bool
	// Levels, Steps and Clauses are weights, by "sound", "3.2" and "own-uts". A
	// clause has the one of its own, or else that of its level times that of
	// its step. What is not named weighs 1.
	Levels, Steps, Clauses map[string]*big.Rat
	// Late is what is deducted of a late submission; nil is nothing.
	Late *Late
	// Seed is that of hidden variants: the same clauses, other random values.
	// Marks do not depend on it; a grader reads it. Nil is any.
	Seed *uint64
}

// Late says what a late submission loses.
type Late struct {
	Due time.Time
	// PerDay is how many percent of what was earned each begun day costs, up to
	// AtMost; nil is 0 and 100 percent.
	PerDay, AtMost *big.Rat
	// RefusedAfter is after how many days a submission earns nothing; nil is
	// never.
	RefusedAfter *int
	// HandedIn says of submissions, by name, when they were: a platform knows,
	// and the time of a file is what its author says.
	HandedIn map[string]time.Time
}

// points are what there is to earn.
func (r Rubric) points() Points {
	if r.Points == 0 {
		return 100 * point
	}
	return r.Points
}

// counts tells whether a clause is one that earns points.
func (r Rubric) counts(clause result.Clause) bool {
	return !r.BookOnly || clause.Level == "book"
}

// weight is what a clause weighs beside others.
func (r Rubric) weight(clause result.Clause) *big.Rat {
	if own := r.Clauses[clause.ID]; own != nil {
		return own
	}
	weight := big.NewRat(1, 1)
	for _, factor := range []*big.Rat{r.Levels[clause.Level], r.Steps[clause.Step]} {
		if factor != nil {
			weight.Mul(weight, factor)
		}
	}
	return weight
}

// Fits says what of the rubric a class cannot be marked by: a weight of
// something that nobody was asked, which is a slip of the pen, or that nothing
// weighs anything.
func (r Rubric) Fits(class result.Class) error {
	clauses, steps, names := map[string]bool{}, map[string]bool{}, map[string]bool{}
	weighs := false
	for _, submission := range class.Submissions {
		names[submission.Name] = true
		for _, clause := range submission.Clauses {
			clauses[clause.ID], steps[clause.Step] = true, true
			weighs = weighs || r.counts(clause) && r.weight(clause).Sign() > 0
		}
	}
	if r.Late != nil {
		if unknown := notIn(names, r.Late.HandedIn); len(unknown) > 0 {
			return fmt.Errorf("the rubric says when these were handed in, which nobody did: %s", strings.Join(unknown, ", "))
		}
	}
	if len(clauses) == 0 {
		return nil
	}
	if unknown := notIn(clauses, r.Clauses); len(unknown) > 0 {
		return fmt.Errorf("the rubric weighs clauses that step %s does not ask: %s", class.Step, strings.Join(unknown, ", "))
	}
	if unknown := notIn(steps, r.Steps); len(unknown) > 0 {
		return fmt.Errorf("the rubric weighs steps that are not in step %s: %s", class.Step, strings.Join(unknown, ", "))
	}
	if !weighs {
		return fmt.Errorf("by the rubric no clause of step %s weighs anything", class.Step)
	}
	return nil
}

func notIn[T any](known map[string]bool, named map[string]T) (unknown []string) {
	for name := range named {
		if !known[name] {
			unknown = append(unknown, name)
		}
	}
	slices.Sort(unknown)
	return unknown
}
