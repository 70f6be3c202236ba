package grade

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/sys/unix"
)

// taken takes a submission's source, and returns the files that there are then.
func taken(t *testing.T, submission Submission) (files, left []string, err error) {
	dir := t.TempDir()
	left, err = takeSource(submission, dir)
	walkErr := filepath.WalkDir(dir, func(file string, entry os.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			name, _ := filepath.Rel(dir, file)
			files = append(files, name)
		}
		return err
	})
	require.NoError(t, walkErr)
	return files, left, err
}

// zipped makes a zip archive of names, all with the same text.
func zipped(t *testing.T, text string, names ...string) Submission {
	file := filepath.Join(t.TempDir(), "it.zip")
	var archive bytes.Buffer
	writer := zip.NewWriter(&archive)
	for _, name := range names {
		one, err := writer.Create(name)
		require.NoError(t, err)
		_, err = io.WriteString(one, text)
		require.NoError(t, err)
	}
	require.NoError(t, writer.Close())
	require.NoError(t, os.WriteFile(file, archive.Bytes(), 0o644))
	return Submission{Name: "it", Path: file, Kind: Zip}
}

// tarred makes a tar archive of entries.
func tarred(t *testing.T, entries ...tar.Header) Submission {
	file := filepath.Join(t.TempDir(), "it.tar")
	var archive bytes.Buffer
	writer := tar.NewWriter(&archive)
	for _, header := range entries {
		text := strings.Repeat("x", int(header.Size))
		require.NoError(t, writer.WriteHeader(&header))
		_, err := io.WriteString(writer, text)
		require.NoError(t, err)
	}
	require.NoError(t, writer.Close())
	require.NoError(t, os.WriteFile(file, archive.Bytes(), 0o644))
	return Submission{Name: "it", Path: file, Kind: Tar}
}

func requireRejected(t *testing.T, err error, words string) {
	t.Helper()
	require.ErrorAs(t, err, new(rejected))
	require.ErrorContains(t, err, words)
}

func TestSourceIsTakenAndNothingElse(t *testing.T) {
	names := []string{
		"main.go", "container/init.go", "go.mod", "go.sum", "main_test.go", "vendor/x/x.go", "testdata/y.go", ".git/z.go", "_old/a.go", "go.work", "asm.s", "c.c", "mydocker",
	}
	files, left, err := taken(t, zipped(t, "package main", names...))
	require.NoError(t, err)
	require.ElementsMatch(t, []string{"main.go", "container/init.go", "go.mod"}, files)
	require.Len(t, left, len(names)-len(files))
}

func TestNamesThatLeadOutAreRejected(t *testing.T) {
	for _, name := range []string{"../main.go", "/etc/main.go", "a/../../main.go", `..\main.go`, "a\nb.go", "a\x1b[2J.go", strings.Repeat("a", 300) + ".go"} {
		files, _, err := taken(t, zipped(t, "package main", "ok.go", name))
		requireRejected(t, err, "the name ")
		require.Subset(t, []string{"ok.go"}, files)
	}
}

// Programs that pack on other systems: with backslashes, and with a folder called
// by a name in GBK.
func TestNamesOfOtherSystemsAreTaken(t *testing.T) {
	files, _, err := taken(t, zipped(t, "package main", `mydocker\main.go`, `mydocker\container\init.go`))
	require.NoError(t, err)
	require.ElementsMatch(t, []string{"mydocker/main.go", "mydocker/container/init.go"}, files)
	files, _, err = taken(t, zipped(t, "package main", "\xcd\xf5\xc3\xf7/main.go"))
	require.NoError(t, err)
	require.Equal(t, []string{"%cd%f5%c3%f7/main.go"}, files)
}

func TestAFileThatIsAFolderTooIsRejected(t *testing.T) {
	_, _, err := taken(t, zipped(t, "package main", "main.go", "main.go/x.go"))
	requireRejected(t, err, `"main.go/x.go" is a file in it, and a folder too`)
}

func TestWhatIsThereInsteadOfSourceIsSaid(t *testing.T) {
	_, _, err := taken(t, zipped(t, "", "bob.zip", "notes.txt"))
	requireRejected(t, err, "there is no Go source in it, but bob.zip, notes.txt")
}

// Some platforms give each student a folder, and what they handed in in there.
func TestAnArchiveAloneInAFolderIsTheSubmission(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.MkdirAll(filepath.Join(dir, "Bob_17_file_"), 0o755))
	require.NoError(t, os.Rename(zipped(t, "package main", "main.go").Path, filepath.Join(dir, "Bob_17_file_", "work.zip")))
	found, _, err := Find(dir)
	require.NoError(t, err)
	require.Len(t, found, 1)
	require.Equal(t, "Bob_17_file_", found[0].Name)
	require.Equal(t, Zip, found[0].Kind)
}

func TestSameNameTwiceIsRejected(t *testing.T) {
	_, _, err := taken(t, zipped(t, "package main", "main.go", "Main.go"))
	requireRejected(t, err, "twice")
}

func TestWhatIsNoFileIsLeft(t *testing.T) {
	submission := tarred(t,
		tar.Header{Name: "main.go", Mode: 0o644, Size: 3},
		tar.Header{Name: "link.go", Typeflag: tar.TypeSymlink, Linkname: "/etc/passwd"},
		tar.Header{Name: "hard.go", Typeflag: tar.TypeLink, Linkname: "main.go"},
		tar.Header{Name: "pipe.go", Typeflag: tar.TypeFifo},
		tar.Header{Name: "disk.go", Typeflag: tar.TypeBlock, Devmajor: 8},
	)
	files, left, err := taken(t, submission)
	require.NoError(t, err)
	require.Equal(t, []string{"main.go"}, files)
	require.Len(t, left, 4)
}

func TestLinksAndPipesInAFolderAreLeft(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "main.go"), []byte("package main"), 0o644))
	require.NoError(t, os.Symlink("/etc/passwd", filepath.Join(dir, "link.go")))
	require.NoError(t, os.Symlink("/", filepath.Join(dir, "dir")))
	require.NoError(t, unix.Mkfifo(filepath.Join(dir, "pipe.go"), 0o644))
	files, left, err := taken(t, Submission{Name: "it", Path: dir, Kind: Folder})
	require.NoError(t, err)
	require.Equal(t, []string{"main.go"}, files)
	require.ElementsMatch(t, []string{"link.go", "dir", "pipe.go"}, left)
}

func TestBombsAreRejected(t *testing.T) {
	_, _, err := taken(t, zipped(t, strings.Repeat("\x00", mostBytes+1), "main.go"))
	requireRejected(t, err, "MiB")
	var many []string
	for i := range mostFiles + 1 {
		many = append(many, strings.Repeat("a", i%100+1)+"/"+strings.Repeat("b", i/100+1)+".go")
	}
	_, _, err = taken(t, zipped(t, "package main", many...))
	requireRejected(t, err, "files")
}

func TestWhatIsNoArchiveIsRejected(t *testing.T) {
	file := filepath.Join(t.TempDir(), "it")
	require.NoError(t, os.WriteFile(file, []byte("\x1f\x8bno archive"), 0o644))
	for _, kind := range []Kind{Zip, Tar} {
		_, _, err := taken(t, Submission{Name: "it", Path: file, Kind: kind})
		requireRejected(t, err, "archive")
	}
}

func TestSubmissionsAreFoundByName(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.Mkdir(filepath.Join(dir, "bob"), 0o755))
	require.NoError(t, os.Mkdir(filepath.Join(dir, ".git"), 0o755))
	for name, text := range map[string]string{"ada.tar.gz": "", "eve.ZIP": "", "grades.txt": "", "prog": "\x7fELF...", "script": "#!/bin/sh\n"} {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644))
	}
	require.NoError(t, os.Symlink("/", filepath.Join(dir, "root")))
	found, others, err := Find(dir)
	require.NoError(t, err)
	var names []string
	for _, submission := range found {
		names = append(names, submission.Name+" "+string(submission.Kind))
	}
	require.Equal(t, []string{"ada tar", "bob folder", "eve zip", "prog binary"}, names)
	require.ElementsMatch(t, []string{".git", "grades.txt", "script", "root"}, others)
	dialect := filepath.Join(dir, "prog.dialect")
	require.NoError(t, os.WriteFile(dialect, []byte("-m=--mem\n"), 0o644))
	found, others, err = Find(dir)
	require.NoError(t, err)
	require.Equal(t, "-m=--mem\n", found[3].Dialect)
	require.Len(t, others, 4)
	require.NoError(t, os.WriteFile(dialect, []byte("memory\n"), 0o644))
	_, _, err = Find(dir)
	require.ErrorContains(t, err, "prog.dialect: \"memory\" is not FLAG=SPELLING")
	require.NoError(t, os.Remove(dialect))
	require.NoError(t, os.Mkdir(filepath.Join(dir, "ada"), 0o755))
	_, _, err = Find(dir)
	require.ErrorContains(t, err, "which one counts?")
}
