package proving

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"mydocker/harness/conformance"
	"mydocker/harness/host"
)

func TestWheatsPassEveryClauseOfTheirLevel(t *testing.T) {
	t.Parallel()
	suites := newJudge(t)
	for _, wheat := range Wheats() {
		t.Run(wheat.Name(), func(t *testing.T) {
			t.Parallel()
			host.Needs(t, wheat.Needs...)
			binary := filepath.Join(t.TempDir(), "mydocker")
			require.NoError(t, wheat.Build("../..", binary))
			var kept []conformance.Clause
			for _, clause := range conformance.Catalogue() {
				if wheat.keeps(clause) {
					kept = append(kept, clause)
				}
			}
			results, output, err := suites.Only(withBases(t, kept)...).Judge("3.3", binary, "KIT_RUNS=20")
			require.NoError(t, err)
			for _, clause := range kept {
				if got := results.Of(clause.ID); got != conformance.Passed && !(got == "" && mayBeUnasked(clause)) {
					t.Errorf("%s: %q", clause.ID, got)
				}
			}
			if t.Failed() {
				t.Logf("%s", output)
			}
		})
	}
}

// keeps reports whether the wheat has to pass the clause.
func (w Wheat) keeps(clause conformance.Clause) bool {
	_, excepted := w.Except[clause.ID]
	return !excepted && (clause.Level == conformance.Book || clause.Level == w.Level)
}

// mayBeUnasked reports whether a clause may have no verdict for a right
// runtime: one that has its command from its birth is not asked about the
// moment before.
func mayBeUnasked(clause conformance.Clause) bool { return strings.HasSuffix(clause.ID, "-dies-early") }
