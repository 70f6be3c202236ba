package trace

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mydocker/harness/host"
	"mydocker/harness/mydocker"
)

// ofScript runs a shell script as if it were a runtime.
func ofScript(t *testing.T, script string, patience time.Duration) (Life, Recording) {
	host.Needs(t, Needs()...)
	binary := filepath.Join(t.TempDir(), "mydocker")
	require.NoError(t, os.WriteFile(binary, []byte("#!/bin/sh\n"+script), 0o755))
	recording, err := Record(kit, mydocker.Runtime{Path: binary}, []string{"run", "-ti", "ls"}, patience)
	require.NoError(t, err, "the guard says what was damaged")
	life, err := Watch(recording.Calls, binary, []string{"ls"})
	require.NoError(t, err)
	return life, recording
}

// A mount that is not private reaches whoever shares / with the runtime: the
// machine must not, nor strace, which reads /proc.
func TestRuntimeThatBreaksProcIsFollowedToItsEnd(t *testing.T) {
	life, recording := ofScript(t, "mount -t tmpfs none /proc; exit 4", Patience())
	require.False(t, recording.Hung)
	require.Subset(t, lines(life, Run), []string{"exit run 4"})
	require.Contains(t, lines(life, Init), "mount /proc tmpfs 0")
}

func TestRuntimeThatHangsIsEnded(t *testing.T) {
	life, recording := ofScript(t, "echo begun; sleep 1000", host.Patience(2*time.Second))
	require.True(t, recording.Hung)
	require.Equal(t, "begun\n", recording.Stdout)
	require.Contains(t, lines(life, Run), "wait hangs")
	require.NotContains(t, lines(life, Run), "exit run")
}
