package bench

import (
	"testing"

	"github.com/stretchr/testify/require"

	"mydocker/harness/trace"
)

func TestEachEventLastsUntilTheNext(t *testing.T) {
	times := inPhases([]trace.Event{
		{Kind: trace.Start, At: 0},
		{Kind: trace.Mkdir, At: 5 * ms},
		{Kind: trace.Limit, At: 6 * ms},
		{Kind: trace.Clone, At: 8 * ms},
		{Kind: trace.Join, At: 9 * ms},
		{Kind: trace.Command, At: 29 * ms},
		{Kind: trace.Exit, At: 30 * ms},
		{Kind: trace.Rmdir, At: 31 * ms},
		{Kind: trace.Exit, At: 35 * ms},
	})
	require.Equal(t, Times{5 * ms, 3 * ms, 1 * ms, 0, 20 * ms, 0, 1 * ms, 1 * ms, 4 * ms}, times)
	require.Equal(t, 35*ms, sum(times))
	require.Equal(t, make(Times, len(phases)), inPhases(nil))
}

func TestEachKindOfEventIsInOnePhase(t *testing.T) {
	in := map[trace.Kind]int{}
	for _, phase := range phases {
		for _, kind := range phase.kinds {
			in[kind]++
		}
	}
	for kind, n := range in {
		require.Equal(t, 1, n, kind)
	}
}
