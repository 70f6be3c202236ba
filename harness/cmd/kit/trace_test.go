package main

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestFlagsOfRunStandBetweenStepAndCommand(t *testing.T) {
	step, args, command, err := runLine([]string{"3.3", "-m", "100m", "--", "ls", "--", "-l"})
	require.NoError(t, err)
	require.Equal(t, "3.3", step)
	require.Equal(t, []string{"run", "-ti", "-m", "100m", "ls", "--", "-l"}, args)
	require.Equal(t, []string{"ls", "--", "-l"}, command)
	for _, wrong := range [][]string{nil, {"3.3"}, {"3.3", "ls"}, {"3.3", "--"}, {"--", "ls"}} {
		_, _, _, err := runLine(wrong)
		require.Error(t, err, "%q", wrong)
	}
}

func TestWhatAProgramPrintedIsOneLine(t *testing.T) {
	require.Equal(t, `panic: 3.1: write runAction goroutine 1 [running]: main.go:7 +0x1d \x1b[2J`,
		inALine("panic: 3.1: write runAction\n\ngoroutine 1 [running]:\n\tmain.go:7 +0x1d\n\x1b[2J"))
}
