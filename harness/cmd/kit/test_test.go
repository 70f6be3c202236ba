package main

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"mydocker/harness/conformance"
)

func TestHeadIsWhatTheRuntimeWasTakenFor(t *testing.T) {
	require.Equal(t, "the runtime: /m; its flags: as in the book",
		headOf([]byte("=== RUN\n    conformance.go:91: the runtime: /m; its flags: as in the book\n--- PASS")))
	require.Empty(t, headOf([]byte("panic")))
}

func TestClausesAreCountedByLevelAndABrokenOneIsAnError(t *testing.T) {
	out := &strings.Builder{}
	require.NoError(t, showClauses(out, conformance.Results{{Clause: "tty-wired", Case: "a", Verdict: conformance.Passed}}))
	require.Contains(t, out.String(), "kept: book 1 of 1")
	out.Reset()
	require.ErrorContains(t, showClauses(out, conformance.Results{
		{Clause: "tty-wired", Case: "a", Verdict: conformance.Passed},
		{Clause: "own-uts", Case: "b", Verdict: conformance.Failed},
		{Clause: "own-uts", Case: "c", Verdict: conformance.Passed},
		{Clause: "exit-status", Case: "d", Verdict: conformance.Blocked},
	}), "2 clauses are not kept")
	require.Contains(t, out.String(), "kept: book 1 of 2, sound 0 of 1")
	require.Regexp(t, "failed +3.1 book +own-uts", out.String())
}
