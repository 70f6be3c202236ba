package conformance

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"mydocker/harness/words"
)

// resultsOf are those of a run of step 3.1 in which these clauses fail, in all
// their cases.
func resultsOf(failed ...string) (results Results) {
	for _, clause := range plainRunClauses {
		verdict := Passed
		if slices.Contains(failed, clause.ID) {
			verdict = Failed
		}
		for _, name := range clause.Cases {
			results = append(results, CaseResult{clause.ID, "Test" + name, verdict})
		}
	}
	return results
}

func TestARunThatFailsAsAKnownSlipDoesIsToldSo(t *testing.T) {
	require.Contains(t, resultsOf("own-net", "only-loopback").LooksLike(words.Words{}), "this looks like, the likeliest first:\n  - CLONE_NEWNET is missing\n")
}

func TestARunThatFailsAsNoneDoesIsToldNothing(t *testing.T) {
	require.Empty(t, resultsOf().LooksLike(words.Words{}))
	require.Empty(t, resultsOf("cwd-kept", "own-uts", "proc-flags", "needs-root").LooksLike(words.Words{}))
}
