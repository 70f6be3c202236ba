package picture

import (
	"testing"

	"github.com/stretchr/testify/require"

	"mydocker/harness/terminal"
)

func TestWhatATerminalWouldObeyIsShownInstead(t *testing.T) {
	for text, shown := range map[string]string{
		"ls -l":               "ls -l",
		"容器 é":                "容器 é",
		"a\nb\tc":             `a\nb\tc`,
		"\x1b[31mred":         `\x1b[31mred`,
		"\xff\xfe":            `\xff\xfe`,
		"\x00":                `\0`,
		"\u202e\u200b":        `\u202e\u200b`,
		`"quoted" back\slash`: `"quoted" back\slash`,
		"\ufffd":              "\ufffd",
	} {
		require.Equal(t, shown, Printable(text))
	}
}

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
