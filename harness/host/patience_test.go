package host

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestASlowMachineIsWaitedForLongerAndAFastOneNoShorter(t *testing.T) {
	require.InDelta(t, 1, timesSlower(plainStart/10), 0)
	require.InDelta(t, 1, timesSlower(plainStart), 0)
	require.InDelta(t, 10, timesSlower(10*plainStart), 0)
	require.InDelta(t, slowest, timesSlower(time.Hour), 0)
	require.GreaterOrEqual(t, Patience(time.Second), time.Second)
	require.Equal(t, Patience(time.Second), Patience(time.Second), "it is measured once")
}
