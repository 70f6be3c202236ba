package bench

import (
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

const ms = time.Millisecond

// results are of three rows, of which one does not count.
func results() []Result {
	return []Result{
		{Name: ours, Times: Times{4 * ms, 6 * ms, 5 * ms}},
		{Name: runc, Times: Times{20 * ms, 20 * ms, 20 * ms}},
		{Name: crun, Why: errors.New("no namespace of its own: uts")},
	}
}

func TestTableHasAllRowsAsRatiosToOne(t *testing.T) {
	require.Equal(t, `| with limits | ms | middle half | × runc |
|---|---|---|---|
| mydocker 3.3 | 5.0 | 4.5–5.5 | 0.25 |
| runc | 20.0 | 20.0–20.0 | 1.00 |
| crun | – | does not count: no namespace of its own: uts | – |
`, titled("with limits", tableOf(results(), runc, "ms", inMillis)).Markdown())
}

func TestNoRatioToARowThatDoesNotCount(t *testing.T) {
	require.Equal(t, []string{ours, "5.0", "4.5–5.5", "–"}, tableOf(results(), crun, "ms", inMillis).Rows[0])
}

func TestTargetIsMetUpToItsBound(t *testing.T) {
	require.Equal(t, "met", ratio(results(), ours, runc, 0.25).Verdict())
	require.Equal(t, "**missed**", ratio(results(), ours, runc, 0.24).Verdict())
}

func TestTargetWithoutAFigureIsNeitherMetNorMissed(t *testing.T) {
	require.Equal(t, "not measured: crun does not count", ratio(results(), ours, crun, 1).Verdict())
	require.Equal(t, "not measured: pouch does not count", ratio(results(), ours, "pouch", 1).Verdict())
	require.Equal(t, "not measured: mydocker 3.3 does not count", ratio([]Result{{Name: ours}}, ours, ours, 1).Verdict(), "never measured")
}

func TestPageHasTheMachineAndEachSection(t *testing.T) {
	page := Page{Machine: []string{"Linux 6.1", "seed 7"}, Sections: []Section{
		{Title: "Memory", Text: "What is held.", Targets: []Target{ratio(results(), ours, runc, 0.3)}, Notes: "So far."},
		{Title: "Many", Text: "At once.", Tables: []Table{{Head: []string{"a|b"}, Rows: [][]string{{"two\nlines"}}}}},
	}}
	require.Contains(t, page.Markdown(), "```\nLinux 6.1\nseed 7\n```\n"+`
## Memory

What is held.

| figure | measured | target |  |
|---|---|---|---|
| mydocker 3.3 | 0.25 × runc | ≤ 0.3 × runc | met |

So far.

## Many

At once.

| a\|b |
|---|
| two lines |
`)
}

func TestMachineIsSaidInFull(t *testing.T) {
	for _, line := range Machine() {
		require.NotEmpty(t, line)
		require.NotContains(t, line, "unknown")
	}
}
