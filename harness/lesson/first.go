package lesson

import (
	"slices"

	"mydocker/harness/conformance"
	"mydocker/harness/slips"
)

// Clauses that the choice of a lesson knows by name.
const (
	// ruinous is the clause without which a run by hand ruins the machine;
	// cases ask through plainRun whether it is kept.
	ruinous = "host-proc-kept"
	// plainRun and quietRun are what fails where no container starts.
	plainRun, quietRun = "tty-wired", "no-tty-quiet"
	// pipeRead is that init reads its command from a pipe, and may wait there
	// for ever.
	pipeRead = "argv-exact"
)

// limitClauses are the first to fail if a flag is not known.
var limitClauses = []string{"memory-set", "cpu-set", "cpuset-set"}

// First returns the lesson that is worth reading first: on what ruins the
// machine, or on the clause that the likeliest slip breaks, or else on the first
// that failed. False is that none failed.
//
// Slips are told of a program that is all there, and that runs: one that does
// not fails everywhere, as other slips do too.
func First(run Run) (Lesson, bool, error) {
	failed := Failed(run)
	if len(failed) == 0 {
		return Lesson{}, false, nil
	}
	if first := Of(run, failed[0]); first.ToWrite != "" {
		return first, true, nil
	}
	if i := indexOf(failed, plainRun); i >= 0 && nothingStarts(run) {
		lesson := Of(run, failed[i])
		lesson.NothingStarts = true
		return lesson, true, nil
	}
	if notReady(run, failed) {
		return Of(run, choose(failed, nil)), true, nil
	}
	nearest, err := run.Results.Nearest()
	if err != nil {
		return Lesson{}, false, err
	}
	if slices.ContainsFunc(run.reports(plainRun), hangs) {
		nearest = slices.DeleteFunc(nearest, func(slip slips.Slip) bool { return slip.Clause != pipeRead })
	}
	lesson := Of(run, choose(failed, nearest))
	lesson.Slips = nearest
	return lesson, true, nil
}

// notReady reports whether a function of the program was found to be empty, or
// a flag to be missing.
func notReady(run Run, failed []conformance.Clause) bool {
	for _, clause := range failed {
		flags := clause.ID == plainRun || slices.Contains(limitClauses, clause.ID)
		for _, report := range run.reports(clause.ID) {
			if emptyFunction(report) != "" || flags && refusesFlag(report) {
				return true
			}
		}
	}
	return false
}

// nothingStarts reports whether run fails before any command is there, with or
// without a terminal.
func nothingStarts(run Run) bool {
	plain, quiet := run.reports(plainRun), run.reports(quietRun)
	passed := slices.ContainsFunc(run.Results, func(result conformance.CaseResult) bool {
		return result.Clause == plainRun && result.Verdict == conformance.Passed
	})
	if passed || len(plain) == 0 || len(quiet) == 0 {
		return false
	}
	for _, report := range slices.Concat(plain, quiet) {
		for _, attempt := range attemptsIn(report) {
			if !attempt.startsNothing() {
				return false
			}
		}
	}
	return true
}

func choose(failed []conformance.Clause, nearest []slips.Slip) conformance.Clause {
	explained := slices.ContainsFunc(nearest, func(slip slips.Slip) bool { return slices.Contains(slip.Failed, ruinous) })
	if i := indexOf(failed, ruinous); i >= 0 && !explained && indexOf(failed, plainRun) < 0 {
		return failed[i]
	}
	for _, clause := range failed {
		if slices.ContainsFunc(nearest, func(slip slips.Slip) bool { return slip.Clause == clause.ID }) {
			return clause
		}
	}
	return failed[0]
}

func indexOf(clauses []conformance.Clause, id string) int {
	return slices.IndexFunc(clauses, func(clause conformance.Clause) bool { return clause.ID == id })
}
