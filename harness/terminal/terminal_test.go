package terminal

import (
	"os"
	"testing"

	"github.com/creack/pty"
	"github.com/stretchr/testify/require"
)

func TestChineseTakesTwoColumns(t *testing.T) {
	require.Equal(t, 4, Width("容器"))
	require.Equal(t, 6, Width("容器ok"))
	require.Equal(t, "容器  |", Pad("容器", 6)+"|")
	require.Equal(t, "longer than that", Pad("longer than that", 6))
}

func TestCut(t *testing.T) {
	require.Equal(t, "short", Cut("short", 5))
	require.Equal(t, "too …", Cut("too long", 5))
	require.Equal(t, "容…", Cut("容器里", 4))
	require.LessOrEqual(t, Width(Cut("容器里的", 5)), 5)
}

func TestColoursAreForATerminalAlone(t *testing.T) {
	t.Setenv("NO_COLOR", "")
	t.Setenv("TERM", "xterm")
	file, err := os.Create(t.TempDir() + "/out")
	require.NoError(t, err)
	defer file.Close()
	require.Equal(t, "bad", StyleOf(file).Red("bad"))
	require.Zero(t, Columns(file))

	master, slave, err := pty.Open()
	require.NoError(t, err)
	defer master.Close()
	defer slave.Close()
	require.NoError(t, pty.Setsize(slave, &pty.Winsize{Rows: 24, Cols: 80}))
	require.Equal(t, "\x1b[31mbad\x1b[0m", StyleOf(slave).Red("bad"))
	require.Equal(t, 80, Columns(slave))
	t.Setenv("NO_COLOR", "1")
	require.Equal(t, "bad", StyleOf(slave).Red("bad"))
	require.Equal(t, 80, Columns(slave))
	for _, kind := range []string{"dumb", ""} {
		t.Setenv("TERM", kind)
		require.Equal(t, "bad", StyleOf(slave).Red("bad"))
		require.Zero(t, Columns(slave))
	}
}

func TestLinesStayLinesAndTabsAreBlanks(t *testing.T) {
	require.Equal(t, "panic: x\n    \\x1b[31m/run.go:7\n", PrintableLines("panic: x\n\t\x1b[31m/run.go:7\n"))
}

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
