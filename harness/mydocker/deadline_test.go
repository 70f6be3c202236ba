package mydocker

import (
	"testing"

	"github.com/stretchr/testify/require"

	"mydocker/harness/host"
)

func TestARuntimeThatHangsAgainAndAgainIsWaitedForLess(t *testing.T) {
	var d deadline
	require.Equal(t, host.Patience(fullDeadline), d.Limit())
	d.Passed()
	for range hangsForShort - 1 {
		require.Equal(t, host.Patience(nextDeadline), d.Limit())
		d.Passed()
	}
	require.Equal(t, host.Patience(shortDeadline), d.Limit())
}
