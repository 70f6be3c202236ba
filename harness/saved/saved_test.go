package saved

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func write(t *testing.T, path, text string) {
	t.Helper()
	require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
	require.NoError(t, os.WriteFile(path, []byte(text), 0o644))
}

// differs reports what of the program has changed since before.
func differs(t *testing.T, program string, before State) string {
	now, err := StateOf(program)
	require.NoError(t, err)
	return now.differsFrom(before)
}

func TestOnlyWhatMakesTheProgramCounts(t *testing.T) {
	dir := t.TempDir()
	source := filepath.Join(dir, "container", "init.go")
	write(t, source, "package container\n")
	before, err := StateOf(dir)
	require.NoError(t, err)
	require.Empty(t, differs(t, dir, before))
	for _, other := range []string{"README.md", "main_test.go", ".git/x.go", "mydocker"} {
		write(t, filepath.Join(dir, other), "x")
		require.Empty(t, differs(t, dir, before), other)
	}
	write(t, source, "package container // longer\n")
	require.Equal(t, source, differs(t, dir, before))
}

func TestFileThatIsNewOrGoneIsAChange(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "main.go"), "package main\n")
	before, err := StateOf(dir)
	require.NoError(t, err)
	added := filepath.Join(dir, "run.go")
	write(t, added, "package main\n")
	require.Equal(t, added, differs(t, dir, before))
	after, err := StateOf(dir)
	require.NoError(t, err)
	require.NoError(t, os.Remove(added))
	require.Equal(t, added, differs(t, dir, after))
}

func TestBinaryIsAProgramToo(t *testing.T) {
	binary := filepath.Join(t.TempDir(), "mydocker")
	write(t, binary, "one")
	before, err := StateOf(binary)
	require.NoError(t, err)
	write(t, binary, "another")
	require.Equal(t, binary, differs(t, binary, before))
	_, err = StateOf(binary + "-that-is-not-there")
	require.Error(t, err)
}

func TestWaitReturnsWhatHasChanged(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "main.go")
	write(t, file, "package main\n")
	before, err := StateOf(dir)
	require.NoError(t, err)
	changed := make(chan string)
	go func() {
		file, _ := Wait(context.Background(), dir, before)
		changed <- file
	}()
	write(t, file, "package main // another\n")
	select {
	case name := <-changed:
		require.Equal(t, file, name)
	case <-time.After(30 * time.Second):
		t.Fatal("a change was not seen")
	}
}

func TestWaitEndsWithItsContext(t *testing.T) {
	dir := t.TempDir()
	before, err := StateOf(dir)
	require.NoError(t, err)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	file, err := Wait(ctx, dir, before)
	require.NoError(t, err)
	require.Empty(t, file)
}

func TestWaitEndsWhenTheFolderIsGone(t *testing.T) {
	for _, of := range []string{"mine", "mine/mydocker"} {
		dir := filepath.Join(t.TempDir(), "mine")
		write(t, filepath.Join(dir, "main.go"), "package main\n")
		write(t, filepath.Join(dir, "mydocker"), "built")
		program := filepath.Join(filepath.Dir(dir), of)
		before, err := StateOf(program)
		require.NoError(t, err)
		ended := make(chan error)
		go func() {
			_, err := Wait(context.Background(), program, before)
			ended <- err
		}()
		require.NoError(t, os.Rename(dir, dir+"-moved"))
		require.ErrorIs(t, <-ended, ErrGone, of)
	}
}

// A program may be a link to where it is.
func TestWhatIsBehindALinkCounts(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "there", "main.go"), "package main\n")
	link := filepath.Join(dir, "link")
	require.NoError(t, os.Symlink("there", link))
	before, err := StateOf(link)
	require.NoError(t, err)
	write(t, filepath.Join(dir, "there", "main.go"), "package main // longer\n")
	require.NotEmpty(t, differs(t, link, before))
}
