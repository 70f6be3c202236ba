package conformance

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// resultsOf are those of a run of step 3.1 in which these clauses fail.
func resultsOf(failed ...string) (results Results) {
	for _, clause := range plainRunClauses {
		results.add(clause.ID, "TestSomething", Passed)
	}
	for _, clause := range failed {
		results.add(clause, "TestSomething", Failed)
	}
	return results
}

func TestARunThatFailsAsAKnownSlipDoesIsToldSo(t *testing.T) {
	require.Contains(t, resultsOf("own-net", "only-loopback").LooksLike(), "this looks like, the likeliest first:\n  - CLONE_NEWNET is missing\n")
}

func TestARunThatFailsAsNoneDoesIsToldNothing(t *testing.T) {
	require.Empty(t, resultsOf().LooksLike())
	require.Empty(t, resultsOf("cwd-kept", "own-uts", "proc-flags", "needs-root").LooksLike())
}
