package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// A command that is killed leaves its directory; one that works has it locked.
func TestWhatKilledCommandsLeftIsRemovedAndNoOthers(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	left := filepath.Join(os.TempDir(), "mydocker-kit-work-1")
	require.NoError(t, os.MkdirAll(filepath.Join(left, "judge"), 0o755))
	first, lock, err := workDir()
	require.NoError(t, err)
	require.NoDirExists(t, left)
	second, other, err := workDir()
	require.NoError(t, err)
	require.DirExists(t, first)
	require.NoError(t, lock.Close())
	_, third, err := workDir()
	require.NoError(t, err)
	require.NoDirExists(t, first)
	require.DirExists(t, second)
	require.NoError(t, other.Close())
	require.NoError(t, third.Close())
}
