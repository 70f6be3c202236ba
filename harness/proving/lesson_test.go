package proving

import (
	"context"
	"path/filepath"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"mydocker/harness/judge"
	"mydocker/harness/lesson"
	"mydocker/harness/slips"
)

// namedByTheirLesson are slips as a beginner makes them, one of a kind each.
var namedByTheirLesson = []string{"no-uts", "mounts-not-private", "status-zero", "stderr-missing", "proc-not-mounted"}

// A student's program is asked less than the kit's own, and its lesson is to
// name the slip all the same.
func TestLessonNamesTheSlip(t *testing.T) {
	t.Parallel()
	kit, err := filepath.Abs("../..")
	require.NoError(t, err)
	suites := newJudge(t)
	for _, id := range namedByTheirLesson {
		t.Run(id, func(t *testing.T) {
			t.Parallel()
			binary := filepath.Join(t.TempDir(), "mydocker")
			all := Mutants()
			at := slices.IndexFunc(all, func(m Mutant) bool { return m.ID == id })
			require.GreaterOrEqual(t, at, 0, "there is no such mutant")
			require.NoError(t, all[at].Build(kit, binary))
			run := lesson.Run{Outputs: map[string]string{}}
			var err error
			run.Results, _, err = suites.Watch(context.Background(), "3.1", binary, func(event judge.Event) {
				run.Outputs[event.Case] = event.Output
			}, "KIT_RUNS=20")
			require.NoError(t, err)
			first, any, err := lesson.First(run)
			require.NoError(t, err)
			require.True(t, any)
			require.Contains(t, ids(first.Slips), id)
			require.NotEmpty(t, first.Report.Runs, "the command to repeat it by hand")
			require.NotEmpty(t, first.Report.Findings, "what was seen")
		})
	}
}

func ids(known []slips.Slip) (ids []string) {
	for _, slip := range known {
		ids = append(ids, slip.ID)
	}
	return ids
}
