package report

import (
	"fmt"
	"math/big"
	"time"

	"mydocker/harness/result"
)

// Deduction is what a submission loses because it is late.
type Deduction struct {
	// DaysLate are those that have begun since it was due.
	DaysLate int
	Deducted Points
	// Refused is that it is too late to earn anything.
	Refused bool
}

// day is 24 hours: what is due at noon is a day late at noon, whatever clocks
// do in between.
const day = 24 * time.Hour

// handedIn is when a submission was, as the rubric says or else its files.
func (l *Late) handedIn(submission result.Submission) time.Time {
	if l != nil {
		if known, says := l.HandedIn[submission.Name]; says {
			return known.UTC()
		}
	}
	return submission.Submitted
}

// deduct says what is lost of what was earned. When something was handed in
// that nobody knows of is not late.
func (l *Late) deduct(submitted time.Time, earned Points) Deduction {
	if l == nil || submitted.IsZero() || !submitted.After(l.Due) {
		return Deduction{}
	}
	late := Deduction{DaysLate: int((submitted.Sub(l.Due) + day - 1) / day)}
	if l.RefusedAfter != nil && late.DaysLate > *l.RefusedAfter {
		late.Refused, late.Deducted = true, earned
		return late
	}
	late.Deducted = earned - halfUp(new(big.Rat).Mul(earned.exact(), l.kept(late.DaysLate)))
	return late
}

// kept is what part is left after so many days.
func (l *Late) kept(days int) *big.Rat {
	hundred := big.NewRat(100, 1)
	most := hundred
	if l.AtMost != nil {
		most = l.AtMost
	}
	lost := new(big.Rat)
	if l.PerDay != nil {
		lost.Mul(l.PerDay, big.NewRat(int64(days), 1))
	}
	if lost.Cmp(most) > 0 {
		lost = most
	}
	kept := new(big.Rat).Sub(hundred, lost)
	return kept.Quo(kept, hundred)
}

// String tells a student, and nothing if there is nothing to tell.
func (d Deduction) String() string {
	switch {
	case d.Refused:
		return fmt.Sprintf("late, %s: too late to earn points", d.days())
	case d.DaysLate > 0:
		return fmt.Sprintf("late, %s: %s points deducted", d.days(), d.Deducted)
	}
	return ""
}

func (d Deduction) days() string {
	if d.DaysLate == 1 {
		return "1 day begun"
	}
	return fmt.Sprintf("%d days begun", d.DaysLate)
}
