package proving

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"mydocker/harness/conformance"
	"mydocker/harness/mydocker"
)

// wrapped returns the script of testdata that wraps a right runtime, and the
// setting that tells it which.
func wrapped(t *testing.T, script string) (path, right string) {
	right = filepath.Join(t.TempDir(), "mydocker")
	require.NoError(t, mydocker.Build("../../chapter3/3.3", right))
	path, err := filepath.Abs(filepath.Join("testdata", script))
	require.NoError(t, err)
	return path, "RIGHT=" + right
}

// A runtime that hangs, floods its output, forks without end, or kills its
// parent and all that it sees: each costs the case that saw it, and no other.
func TestMisbehaviourCostsOneCaseAndNeverTheRun(t *testing.T) {
	t.Parallel()
	misbehaves, right := wrapped(t, "misbehaves.sh")
	r := judged(t, newJudge(t), "3.1", misbehaves, right)
	require.ElementsMatch(t, []string{"no-command", "not-executable", "not-found", "needs-root"}, r.With(conformance.Failed))
	require.Empty(t, r.With(conformance.Blocked))
	require.Empty(t, r.With(conformance.KitError))
	for _, clause := range conformance.Catalogue() {
		if clause.Step == "3.1" && clause.Level != conformance.Ours {
			require.NotEmpty(t, r.Of(clause.ID), "%s has a verdict", clause.ID)
		}
	}
}

func TestQuotaInPlaceOfSharesCostsTheClausesOfSharesAlone(t *testing.T) {
	t.Parallel()
	quota, right := wrapped(t, "has-a-quota.sh")
	r := judged(t, newJudge(t), "3.2", quota, right, "KIT_SUITES=3.2", "KIT_RUNS=20")
	require.Equal(t, []string{"cpu-set"}, r.With(conformance.Failed))
	require.Equal(t, []string{"cpu-share-works"}, r.With(conformance.Blocked))
}
