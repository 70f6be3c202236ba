package mydocker

import (
	"testing"

	"github.com/stretchr/testify/require"

	"mydocker/harness/host"
)

func TestARuntimeThatHangsAgainAndAgainIsWaitedForLess(t *testing.T) {
	var d deadline
	for range hangsForShort {
		require.Equal(t, host.Patience(fullDeadline), d.Limit())
		d.Passed()
	}
	require.Equal(t, host.Patience(shortDeadline), d.Limit())
}
