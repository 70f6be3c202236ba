package guides

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestLineThatWasWipedDoesNotStandOnTheScreen(t *testing.T) {
	s := new(screen)
	s.show(strings.NewReader("before\nworking\r\x1b[Kdone\nbuilding\r        \rdone too\nover\rwritten\n"))
	require.Equal(t, "before\ndone\ndone too\nover\rwritten\n", s.take())
	require.Empty(t, s.take())
}
