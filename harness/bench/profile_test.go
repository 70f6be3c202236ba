package bench

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mydocker/harness/trace"
)

func TestEachEventLastsUntilTheNext(t *testing.T) {
	times, err := inPhases([]trace.Event{
		{Kind: trace.Start, At: 0},
		{Kind: trace.Mkdir, At: 5 * ms},
		{Kind: trace.Limit, At: 6 * ms},
		{Kind: trace.Clone, At: 8 * ms},
		{Kind: trace.DeathWish, At: 8500 * time.Microsecond},
		{Kind: trace.Join, At: 9 * ms},
		{Kind: trace.Command, At: 29 * ms},
		{Kind: trace.Exit, At: 30 * ms},
		{Kind: trace.Rmdir, At: 31 * ms},
		{Kind: trace.Exit, At: 35 * ms},
	})
	require.NoError(t, err)
	require.Equal(t, Times{5 * ms, 3 * ms, 1 * ms, 0, 20 * ms, 0, 1 * ms, 1 * ms, 4 * ms}, times)
	require.Equal(t, 35*ms, sum(times))
	none, err := inPhases(nil)
	require.NoError(t, err)
	require.Equal(t, make(Times, len(phases)), none)
}

func TestEventThatIsInNoPhaseIsAnError(t *testing.T) {
	_, err := inPhases([]trace.Event{{Kind: trace.Start}, {Kind: "dance"}, {Kind: trace.Exit}})
	require.EqualError(t, err, "an event that is in no phase: dance")
}

func TestPhasesThatTakeMostAboveTheFloorAreNamed(t *testing.T) {
	ours, floor := make(Times, len(phases)), make(Times, len(phases))
	ours[0], ours[1], ours[3], ours[6] = 6*ms, 2*ms, 3*ms, 9*ms
	floor[6] = 9 * ms
	require.Equal(t, "Above the lower floor, step 3.3 has its time most of all where the runtime starts, and reads its command line (6.0 ms); "+
		"init starts, as a program of its own (3.0 ms); groups are made, and their limits written (2.0 ms).", aboveFloor(ours, floor))
	require.Empty(t, aboveFloor(nil, floor), "one of them does not count")
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
