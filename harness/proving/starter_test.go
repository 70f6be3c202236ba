package proving

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"mydocker/harness/conformance"
	"mydocker/harness/mydocker"
	"mydocker/harness/stages"
	"mydocker/harness/starter"
)

// startedBinary makes the starter of a step, and builds it.
func startedBinary(t *testing.T, step string) string {
	kit, err := filepath.Abs("../..")
	require.NoError(t, err)
	dir := filepath.Join(t.TempDir(), "mydocker")
	_, err = starter.Make(starter.Order{Kit: kit, Step: step, Dir: dir})
	require.NoError(t, err)
	binary := filepath.Join(t.TempDir(), "mydocker")
	require.NoError(t, mydocker.Build(dir, binary))
	return binary
}

func TestEachStarterLosesJustWhatItsStepIntroduces(t *testing.T) {
	t.Parallel()
	suites := newJudge(t)
	for _, stage := range stages.Chapter3 {
		t.Run(stage.Name, func(t *testing.T) {
			t.Parallel()
			results := judged(t, suites, stage.Name, startedBinary(t, stage.Name), "KIT_OURS=1", "KIT_RUNS=20")
			var lost []string
			upTo, err := stages.UpTo(stage.Name)
			require.NoError(t, err)
			for _, step := range upTo {
				lost = append(lost, broken(results, step)...)
			}
			require.ElementsMatch(t, introduced(stage.Name), lost, "the clauses of %v that the starter of %s loses", upTo, stage.Name)
		})
	}
}

// In the later steps what is new is not called yet; a test of the starters has
// it called.
func TestTheFirstStarterLosesThemForWhatIsToBeWritten(t *testing.T) {
	t.Parallel()
	onTerminal := clauseOf(t, "tty-wired")
	_, output, err := newJudge(t).Only(onTerminal).Judge("3.1", startedBinary(t, "3.1"))
	require.NoError(t, err)
	require.Contains(t, string(output), "panic: 3.1: write runAction")
}

// introduced are the clauses that are new in a step.
func introduced(step string) (ids []string) {
	for _, clause := range conformance.Catalogue() {
		if clause.Step == step && !clause.KeptBefore {
			ids = append(ids, clause.ID)
		}
	}
	return ids
}
