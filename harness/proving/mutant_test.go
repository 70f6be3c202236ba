package proving

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"mydocker/harness/conformance"
	"mydocker/harness/host"
	"mydocker/harness/slips"
)

// wanted is the fewest mutants that are to be there.
const wanted = 80

func TestTableOfMutants(t *testing.T) {
	clauses := map[string]bool{}
	for _, clause := range conformance.Catalogue() {
		clauses[clause.ID] = true
	}
	ids, edits := map[string]bool{}, map[string]string{}
	for _, mutant := range Mutants() {
		require.False(t, ids[mutant.ID], "%s is there twice", mutant.ID)
		ids[mutant.ID] = true
		require.True(t, clauses[mutant.Clause], "%s: there is no clause %s", mutant.ID, mutant.Clause)
		require.NotEmpty(t, mutant.Slip, mutant.ID)
		changed, err := mutant.Apply(func(file string) (string, error) {
			text, err := os.ReadFile(filepath.Join("../../chapter3", mutant.Step(), file))
			return string(text), err
		})
		require.NoError(t, err)
		program := mutant.Step()
		for _, file := range slices.Sorted(maps.Keys(changed)) {
			program += "\n" + file + "\n" + changed[file]
		}
		require.Empty(t, edits[program], "%s is the same program", mutant.ID)
		edits[program] = mutant.ID
	}
	require.GreaterOrEqual(t, len(ids), wanted)
}

func TestAnEditThatDoesNotMatchOnceIsAnError(t *testing.T) {
	for _, old := range []string{"nowhere", "twice"} {
		mutant := Mutant{ID: "m", Edits: []Edit{{"a.go", old, "x"}}}
		_, err := mutant.Apply(func(string) (string, error) { return "twice twice once", nil })
		require.ErrorContains(t, err, "should once")
	}
}

func TestMatrixIsFreshAndEveryMutantIsKilledByItsClause(t *testing.T) {
	known, err := slips.Known()
	require.NoError(t, err)
	stale, err := Stale("../..", known)
	require.NoError(t, err)
	for _, mutant := range stale {
		t.Errorf("what %s depends on has changed since it was tried: make mutants", mutant.ID)
	}
	require.Len(t, known, len(Mutants()))
	for _, slip := range known {
		require.Contains(t, slip.Failed, slip.Clause, "%s is not killed by its own clause", slip.ID)
	}
	page, err := os.ReadFile("../../docs/kill-matrix.md")
	require.NoError(t, err)
	require.Equal(t, pageOf(known), string(page), "docs/kill-matrix.md was not written from the matrix: make mutants")
}

// sampleSize is how many mutants are tried beside the matrix, in which all
// have been: KIT_MUTANTS, or a few.
func sampleSize(t *testing.T) int { return host.Number(t, "KIT_MUTANTS", 5) }

// Each is tried by the cases of its clause, and of those that it rests on.
func TestSampleOfMutantsIsKilledByTheirClauses(t *testing.T) {
	t.Parallel()
	seed := SampleSeed()
	t.Logf("KIT_SEED=%d repeats this sample", seed)
	kit, err := filepath.Abs("../..")
	require.NoError(t, err)
	suites := newJudge(t)
	for _, mutant := range Sample(Mutants(), sampleSize(t), seed) {
		t.Run(mutant.ID, func(t *testing.T) {
			t.Parallel()
			binary := filepath.Join(t.TempDir(), "mydocker")
			require.NoError(t, mutant.Build(kit, binary))
			only := suites.Only(withBases(t, []conformance.Clause{clauseOf(t, mutant.Clause)})...)
			results, output, err := only.Judge(mutant.Step(), binary, "KIT_OURS=1", "KIT_RUNS=20")
			require.NoError(t, err)
			if got := results.Of(mutant.Clause); got != conformance.Failed {
				t.Errorf("KIT_SEED=%d: %s: %q\n%s", seed, mutant.Clause, got, output)
			}
		})
	}
}

func TestSampleIsOfItsSeed(t *testing.T) {
	same := func(a, b Mutant) bool { return a.ID == b.ID }
	all := Mutants()
	require.True(t, slices.EqualFunc(Sample(all, 9, 1), Sample(all, 9, 1), same))
	require.False(t, slices.EqualFunc(Sample(all, 9, 1), Sample(all, 9, 2), same))
}
