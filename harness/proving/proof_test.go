package proving

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"mydocker/harness/conformance"
	"mydocker/harness/host"
	"mydocker/harness/judge"
	"mydocker/harness/mydocker"
	"mydocker/harness/stages"
)

// newJudge makes a judge, on a machine on which every case can run.
func newJudge(t *testing.T) *judge.Judge {
	host.Needs(t, host.ForSuites()...)
	suites, err := judge.New("../..", t.TempDir())
	require.NoError(t, err)
	return suites
}

// judged runs the suites up to a step, and returns their results.
func judged(t *testing.T, suites *judge.Judge, step, runtime string, settings ...string) conformance.Results {
	results, output, err := suites.Judge(step, runtime, settings...)
	require.NoError(t, err)
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("%s", output)
		}
	})
	return results
}

// broken returns the clauses of a step that the results say do not hold.
func broken(r conformance.Results, step string) (ids []string) {
	for _, clause := range conformance.Catalogue() {
		if verdict := r.Of(clause.ID); clause.Step == step && (verdict == conformance.Failed || verdict == conformance.Blocked) {
			ids = append(ids, clause.ID)
		}
	}
	return ids
}

// A right runtime passes the suites, and one that lacks what a step introduces
// fails in that and in nothing else.
func TestEachStepFailsTheNextInJustWhatTheNextIntroduces(t *testing.T) {
	t.Parallel()
	suites := newJudge(t)
	for _, stage := range stages.Chapter3[1:] {
		before, _ := stages.Before(stage.Name)
		runtime := filepath.Join(t.TempDir(), "mydocker")
		require.NoError(t, mydocker.Build(filepath.Join("../../chapter3", before.Name), runtime))
		r := judged(t, suites, stage.Name, runtime, "KIT_OURS=1", "KIT_RUNS=20", "KIT_SUITES="+stage.Name)
		require.ElementsMatch(t, introduced(stage.Name), broken(r, stage.Name), "the clauses of %s that the runtime of %s breaks", stage.Name, before.Name)
	}
}
