package picture

import (
	"testing"

	"github.com/stretchr/testify/require"

	"mydocker/harness/terminal"
)

func TestLinesBreakAtSpacesAndLongWordsAnywhere(t *testing.T) {
	require.Equal(t, []string{"mount proc", "on /proc"}, Wrap("mount proc on /proc", 11, 9))
	require.Equal(t, []string{"abcde", "fgh"}, Wrap("abcdefgh", 5, 9))
	require.Equal(t, []string{"ab cd", "ef"}, Wrap("ab cd ef", 5, 9))
	require.Equal(t, []string{"ab cd", "ef g…"}, Wrap("ab cd ef ghi", 5, 2))
	require.Empty(t, Wrap("", 5, 2))
	for _, line := range Wrap("在新的命名空间里启动 init 进程", 9, 9) {
		require.LessOrEqual(t, terminal.Width(line), 9)
	}
}
