package mydocker

import (
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
