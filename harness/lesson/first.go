package lesson

import (
	"slices"

	"mydocker/harness/conformance"
	"mydocker/harness/judge"
	"mydocker/harness/slips"
	"mydocker/harness/starter"
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

// flagClauses are the first to fail if the program does not know -ti, -m,
// -cpushare or -cpuset.
var flagClauses = []string{plainRun, "memory-set", "cpu-set", "cpuset-set"}

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
		return ofNothing(run, failed[i]), true, nil
	}
	unexplained, lacking := choose(failed, nil), slices.IndexFunc(failed, run.lacksFlagOf)
	switch {
	case lacking >= 0 && unexplained.ID != ruinous:
		return Of(run, failed[lacking]), true, nil
	case lacking >= 0, slices.ContainsFunc(failed, run.endsAtAnEmptyFunction):
		return Of(run, unexplained), true, nil
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

// startsBy is what a run goes through until its command is there, in this order.
const startsBy = "main_command.go: runAction; run.go: Run, startLimited; container/container_process.go: NewParentProcess; " +
	"main_command.go: initAction; container/init.go: RunContainerInitProcess; container/proc.go: mountProc"

// ofNothing is the lesson of a program that starts no container, told of the clause
// that such a program loses first. What is still empty may be why; init has
// nobody to say so to.
func ofNothing(run Run, clause conformance.Clause) Lesson {
	lesson := Of(run, clause)
	lesson.NothingStarts, lesson.Places = true, places(run.Dir, startsBy)
	empty, err := starter.StillEmpty(run.Dir)
	if err != nil {
		return lesson // as of a binary alone
	}
	for _, function := range aFunction.FindAllString(startsBy, -1) {
		if i := slices.IndexFunc(empty, func(e starter.Empty) bool { return e.Name == function }); i >= 0 {
			lesson.ToWrite, lesson.ToWriteIn, lesson.Places = function, empty[i].Step, declared(run.Dir, function)
			break
		}
	}
	return lesson
}

// lacksFlagOf reports whether a clause failed since the program does not know
// the flag that it is about.
func (r Run) lacksFlagOf(clause conformance.Clause) bool {
	return slices.Contains(flagClauses, clause.ID) && slices.ContainsFunc(r.reports(clause.ID), refusesFlag)
}

// endsAtAnEmptyFunction reports whether a case of a clause found one.
func (r Run) endsAtAnEmptyFunction(clause conformance.Clause) bool {
	return slices.ContainsFunc(r.reports(clause.ID), func(report judge.Report) bool {
		function, _ := emptyFunction(report)
		return function != ""
	})
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
