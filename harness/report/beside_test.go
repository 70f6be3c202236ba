package report

import (
	"testing"

	"github.com/stretchr/testify/require"

	"mydocker/harness/result"
)

const failedCase = `    suite.go:12:
        	Error Trace:	/root/kit/harness/conformance/plain_run.go:92
        	Error:      	Not equal:
        	            	expected: 42
        	            	actual  : 1
        	Test:       	TestConformance/PlainRun/TestExitStatusIsTheCommands
    suite.go:121:
        clause exit-status (3.1, sound)
          run exits with the status of its command
        what was run; repeat it as root, in /root/kit:
          scripts/guarded /opt/mydocker run -ti /cases/script
            exit status 1
        means
          a script cannot tell whether it worked
        look at
          run.go
`

// A student was not there, and has nothing of that machine.
func TestAStudentIsToldWhatWasSeenAndNotWhereItWasGraded(t *testing.T) {
	text := Marked{}.textOf(result.Clause{ID: "exit-status", Verdict: result.Failed, Report: failedCase}, 4000)
	require.Contains(t, text, "wanted: 42\ngot: 1\nwhat was run:\n  /opt/mydocker run -ti /cases/script\n    exit status 1\nthis means: ")
	for _, here := range []string{"/root", "Error Trace", "scripts/guarded"} {
		require.NotContains(t, text, here)
	}
}

func TestAStudentIsToldWhatToMendFirst(t *testing.T) {
	m := Marked{Submission: result.Submission{Slips: []string{"no-uts"}, Clauses: []result.Clause{{ID: "memory-set", Verdict: result.Failed}}}}
	require.Equal(t, "blocked: it cannot be seen before memory-set is mended", m.textOf(result.Clause{ID: "cgroup-removed", Verdict: result.Blocked}, 4000))
	require.Equal(t, "this looks like, the likeliest first:\n- CLONE_NEWUTS is missing", m.text(4000))
}
