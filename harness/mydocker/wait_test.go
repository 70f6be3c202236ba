package mydocker

import (
	"errors"
	"os/exec"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

var errNotYet = errors.New("not yet")

// waits counts how often the limit is waited for by who works so much of it.
func waits(t *testing.T, worked time.Duration) (times int) {
	const limit = 40 * time.Millisecond
	began := time.Now()
	err := waitForWork(limit, func() time.Duration { times++; return worked }, func() error { return errNotYet })
	require.ErrorIs(t, err, errNotYet)
	require.GreaterOrEqual(t, time.Since(began), limit)
	return times
}

func TestWhoGetsNoCoreIsWaitedForLonger(t *testing.T) {
	require.Equal(t, 1, waits(t, time.Second), "it has had its time")
	require.Greater(t, waits(t, 0), 1)
}

func TestWhatIsWaitedForEndsTheWait(t *testing.T) {
	never := func() time.Duration { return 0 }
	require.NoError(t, waitForWork(time.Hour, never, func() error { return nil }))
	require.ErrorIs(t, waitForWork(time.Hour, never, func() error { return errSettled }, errSettled), errSettled)
}

func TestTimeWorkedIsThatOfTheCores(t *testing.T) {
	busy, idle := exec.Command("sh", "-c", "while :; do :; done"), exec.Command("sleep", "1000")
	for _, program := range []*exec.Cmd{busy, idle} {
		require.NoError(t, program.Start())
		defer program.Wait()
		defer program.Process.Kill()
	}
	require.NoError(t, waitFor(time.Minute, func() error {
		if timeWorked([]process{{pid: busy.Process.Pid}}) < 50*time.Millisecond {
			return errNotYet
		}
		return nil
	}))
	require.Zero(t, timeWorked([]process{{pid: idle.Process.Pid}}))
	require.Zero(t, timeWorked([]process{{pid: 1 << 30}}), "there is none")
}
