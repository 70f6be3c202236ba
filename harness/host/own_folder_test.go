package host

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestAFolderIsOnesAlone(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "not", "there", "yet")
	first, lock, err := OwnFolder(dir)
	require.NoError(t, err)
	require.Equal(t, dir, first)
	second, other, err := OwnFolder(dir)
	require.NoError(t, err)
	require.Equal(t, dir+"-2", second)
	third, another, err := OwnFolder(dir)
	require.NoError(t, err)
	require.Equal(t, dir+"-3", third)

	lock.Close()
	again, lock, err := OwnFolder(dir)
	require.NoError(t, err)
	require.Equal(t, dir, again, "who had it has gone")
	for _, held := range []*os.File{lock, other, another} {
		held.Close()
	}
}

func TestAFolderThatCannotBeMadeIsAnError(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	require.NoError(t, os.WriteFile(file, nil, 0o644))
	_, _, err := OwnFolder(filepath.Join(file, "dir"))
	require.Error(t, err)
}

// It may be there, and on a file system that is read-only.
func TestAFolderThatCannotBeWrittenIsAnError(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.Mkdir(filepath.Join(dir, "lock"), 0o755)) // where no file can be made, not by root either
	_, _, err := OwnFolder(dir)
	require.Error(t, err)
}
