package main

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mydocker/harness/host"
	"mydocker/harness/mydocker"
)

// A command that is killed leaves its directory; one that works has it locked.
func TestWhatKilledCommandsLeftIsRemovedAndNoOthers(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	left := filepath.Join(os.TempDir(), "mydocker-kit-shop-1")
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

// Who builds takes the lock of the directory that it builds into, and waits for it.
func TestAWorkshopThatIsTakenCanBeBuiltIn(t *testing.T) {
	dir, lock, err := workDir()
	require.NoError(t, err)
	defer os.RemoveAll(dir)
	defer lock.Close()
	built := make(chan error, 1)
	go func() { built <- mydocker.Build("../../mydocker/inside", filepath.Join(dir, "inside")) }()
	select {
	case err := <-built:
		require.NoError(t, err)
	case <-time.After(host.Patience(2 * time.Minute)):
		t.Fatal("it waits for itself")
	}
}
