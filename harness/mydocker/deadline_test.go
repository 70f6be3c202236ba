package mydocker

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mydocker/harness/host"
)

func TestARuntimeThatHangsAgainAndAgainIsWaitedForLess(t *testing.T) {
	d := NewDeadline(20*time.Second, 5*time.Second, 2*time.Second)
	require.Equal(t, host.Patience(20*time.Second), d.Limit())
	d.Passed()
	for range hangsForShort - 1 {
		require.Equal(t, host.Patience(5*time.Second), d.Limit())
		d.Passed()
	}
	require.Equal(t, host.Patience(2*time.Second), d.Limit())
}

func TestADeadlinePassesOnlyForWhoDidNeitherComeNorEnd(t *testing.T) {
	d := NewDeadline(time.Millisecond, time.Millisecond, time.Millisecond)
	late, ended := errors.New("not yet"), errors.New("will not come")
	require.NoError(t, d.waitFor(func() error { return nil }, ended))
	require.ErrorIs(t, d.waitFor(func() error { return fmt.Errorf("the runtime: %w", ended) }, ended), ended)
	require.Zero(t, d.hangs.Load())
	require.ErrorIs(t, d.waitFor(func() error { return late }, ended), late)
	require.EqualValues(t, 1, d.hangs.Load())
}
