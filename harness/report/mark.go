package report

import (
	"math/big"

	"mydocker/harness/result"
)

// Mark is what a submission is worth.
type Mark struct {
	// None is why there is no mark, and empty if there is one. No mark is none
	// of 0: nobody knows yet.
	None string
	// Earned is what is left of what was earned once the deduction is made.
	Earned, Possible Points
	Deduction
	// Clauses are those that count. What they earn adds up to Earned, and what
	// they could to Possible. Those that were not asked could earn nothing. Of
	// what was not taken or not built there are none.
	Clauses []ClauseMark
}

// ClauseMark is what a verdict is worth.
type ClauseMark struct {
	result.Clause
	Earned, Possible Points
}

// Mark marks a submission.
func (r Rubric) Mark(submission result.Submission) Mark {
	switch submission.Outcome {
	case result.Graded:
		return r.markClauses(submission)
	case result.NotTaken, result.NotBuilt:
		mark := Mark{Possible: r.points()}
		mark.Deduction = r.Late.deduct(submission.Submitted, 0)
		return mark
	}
	return Mark{None: "not graded: the grader could not do its work, which is no fault of the submission"}
}

func (r Rubric) markClauses(submission result.Submission) Mark {
	mark := Mark{Possible: r.points()}
	var weights []*big.Rat
	for _, clause := range submission.Clauses {
		if !r.counts(clause) {
			continue
		}
		mark.Clauses = append(mark.Clauses, ClauseMark{Clause: clause})
		if clause.Verdict == result.NotAsked {
			weights = append(weights, new(big.Rat))
		} else {
			weights = append(weights, r.weight(clause))
		}
	}
	raw, passed := Points(0), make([]*big.Rat, len(weights))
	all := Points(0)
	for i, possible := range share(mark.Possible, weights) {
		clause := &mark.Clauses[i]
		clause.Possible, passed[i] = possible, new(big.Rat)
		all += possible
		if clause.Verdict == result.Passed {
			raw += possible
			passed[i] = possible.exact()
		}
	}
	if all == 0 {
		return Mark{None: "no mark: nothing that counts was asked of it"}
	}
	mark.Deduction = r.Late.deduct(submission.Submitted, raw)
	mark.Earned = raw - mark.Deducted
	for i, earned := range share(mark.Earned, passed) {
		mark.Clauses[i].Earned = earned
	}
	return mark
}
