package proving

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"mydocker/harness/conformance"
	"mydocker/harness/judge"
	"mydocker/harness/mydocker"
)

// fake is a runtime that keeps up appearances: a few lines of shell in
// testdata/fakes, with a comment that says whom they fool.
type fake struct {
	script string
	// fails are the clauses that it seems to keep, and has to fail.
	fails []string
	// ours has it held to what only the kit's own runtimes are asked.
	ours bool
}

func allFakes() []fake { return slices.Concat(pretenders, spoilers) }

// judged runs the cases of the clauses that the fake has to fail, and of more,
// with those that they rest on; and asks that it fails each.
func (f fake) judged(t *testing.T, suites *judge.Judge, right string, more ...conformance.Clause) conformance.Results {
	script, err := filepath.Abs(filepath.Join("testdata", "fakes", f.script))
	require.NoError(t, err)
	settings := []string{"RIGHT=" + right, "KIT_OURS=", "KIT_RUNS=20"}
	if f.ours {
		settings = append(settings, "KIT_OURS=1")
	}
	for _, id := range f.fails {
		more = append(more, clauseOf(t, id))
	}
	results, output, err := suites.Only(withBases(t, more)...).Judge("3.3", script, settings...)
	require.NoError(t, err)
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("%s", output)
		}
	})
	for _, id := range f.fails {
		// Blocked is not enough: it would say that the clause was not looked at.
		if got := results.Of(id); got != conformance.Failed {
			t.Errorf("%s is %q, not failed: have its cases see through this fake, or take it off the fake's list", id, got)
		}
	}
	return results
}

// withBases adds the clauses that others rest on.
func withBases(t *testing.T, clauses []conformance.Clause) []conformance.Clause {
	for i := 0; i < len(clauses); i++ { // it grows meanwhile
		for _, base := range clauses[i].RestsOn {
			clauses = append(clauses, clauseOf(t, base))
		}
	}
	return clauses
}

func clauseOf(t *testing.T, id string) conformance.Clause {
	clause, found := conformance.ByID(id)
	require.True(t, found, "there is no clause %s", id)
	return clause
}

// kindred returns the clauses that show isolation, or limits, if the fake
// seems to have some.
func (f fake) kindred(t *testing.T) (kindred []conformance.Clause) {
	for _, clause := range conformance.Catalogue() {
		same := func(id string) bool { return clauseOf(t, id).Kind == clause.Kind }
		if clause.Kind != conformance.Manners && slices.ContainsFunc(f.fails, same) {
			kindred = append(kindred, clause)
		}
	}
	return kindred
}

func TestFakesFailWhatTheySeemToKeep(t *testing.T) {
	t.Parallel()
	suites := newJudge(t)
	right := filepath.Join(t.TempDir(), "mydocker")
	require.NoError(t, mydocker.Build("../../chapter3/3.3", right))
	for _, fake := range pretenders {
		t.Run(fake.script, func(t *testing.T) {
			t.Parallel()
			kindred := fake.kindred(t)
			results := fake.judged(t, suites, right, kindred...)
			for _, clause := range kindred {
				if results.Of(clause.ID) == conformance.Passed {
					t.Errorf("%s is passed by a program that has nothing of the kind: have its cases ask the kernel", clause.ID)
				}
			}
		})
	}
	for _, fake := range spoilers {
		t.Run(fake.script, func(t *testing.T) {
			t.Parallel()
			fake.judged(t, suites, right)
		})
	}
}

func TestEveryClauseHasAFake(t *testing.T) {
	for _, clause := range conformance.Catalogue() {
		has := slices.ContainsFunc(allFakes(), func(f fake) bool {
			return slices.Contains(f.fails, clause.ID) && (f.ours || clause.Level != conformance.Ours)
		})
		if !has {
			t.Errorf("%s: write a few lines of shell that seem to keep it, in testdata/fakes, and list them in fakes_table_test.go", clause.ID)
		}
	}
}

func TestEveryFakeIsListedOnce(t *testing.T) {
	entries, err := os.ReadDir("testdata/fakes")
	require.NoError(t, err)
	var there, listed []string
	for _, entry := range entries {
		there = append(there, entry.Name())
	}
	for _, fake := range allFakes() {
		listed = append(listed, fake.script)
	}
	require.ElementsMatch(t, there, listed)
}
