package grade

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"unicode"

	"golang.org/x/sys/unix"
)

// Limits of what is taken from one submission.
const (
	mostFiles = 500
	mostBytes = 8 << 20
	longest   = 200 // bytes of a name, with its folders
)

// entry is a file in a submission, whatever that is.
type entry struct {
	name string // "container/init.go"
	mode fs.FileMode
	open func() (io.ReadCloser, error)
}

// rejected is what is wrong with a submission: its author's to mend.
type rejected struct{ error }

func reject(format string, args ...any) error { return rejected{fmt.Errorf(format, args...)} }

// taker takes from a submission its Go source, into a directory.
type taker struct {
	dir   string
	files int
	bytes int64
	names map[string]bool // in small letters
	// left are files that are no source, or would change what is judged.
	left []string
}

// take takes one file, if it is one that counts.
func (t *taker) take(e entry) error {
	name, err := cleanName(e.name)
	switch {
	case err != nil:
		return err
	case e.mode.IsDir():
		return nil
	case !counts(name, e.mode):
		if len(t.left) < mostFiles {
			t.left = append(t.left, name)
		}
		return nil
	}
	if t.files++; t.files > mostFiles {
		return reject("more than %d files of Go source", mostFiles)
	}
	if t.names == nil {
		t.names = map[string]bool{}
	}
	if t.names[strings.ToLower(name)] {
		return reject("%q is in it twice", name)
	}
	t.names[strings.ToLower(name)] = true
	return t.copy(name, e)
}

func (t *taker) copy(name string, e entry) error {
	from, err := e.open()
	if err != nil {
		return reject("read %q: %v", name, err)
	}
	defer from.Close()
	target := filepath.Join(t.dir, filepath.FromSlash(name))
	err = os.MkdirAll(filepath.Dir(target), 0o755)
	var to *os.File
	if err == nil {
		to, err = os.OpenFile(target, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	}
	switch {
	case errors.Is(err, unix.ENOTDIR), errors.Is(err, fs.ErrExist), errors.Is(err, unix.EISDIR):
		return reject("%q is a file in it, and a folder too", name)
	case err != nil:
		return err
	}
	defer to.Close()
	// The size that an archive names may be a lie: what comes out counts.
	n, err := io.Copy(to, io.LimitReader(from, mostBytes-t.bytes+1))
	if err != nil {
		return reject("read %q: %v", name, err)
	}
	if t.bytes += n; t.bytes > mostBytes {
		return reject("more than %d MiB of Go source", mostBytes>>20)
	}
	return to.Close()
}

// cleanName returns a file's name as a path below the submission's root.
func cleanName(name string) (string, error) {
	shown := name
	if len(shown) > longest {
		shown = shown[:longest] + "..."
	}
	switch {
	case len(name) > longest:
		return "", reject("the name %q is too long", shown)
	case strings.ContainsFunc(name, func(char rune) bool {
		return unicode.IsControl(char) || char == unicode.ReplacementChar || char == '\\'
	}):
		return "", reject("the name %q has characters in it that cannot be shown", shown)
	}
	clean := path.Clean(strings.TrimSuffix(name, "/"))
	if path.IsAbs(clean) || !fs.ValidPath(clean) {
		return "", reject("the name %q leads out of the submission", shown)
	}
	return clean, nil
}

// counts tells whether a file is source that is built: no test, no module of
// others, nothing for another compiler, and nothing that go leaves out.
func counts(name string, mode fs.FileMode) bool {
	if !mode.IsRegular() {
		return false
	}
	parts := strings.Split(name, "/")
	for _, part := range parts {
		if strings.HasPrefix(part, ".") || strings.HasPrefix(part, "_") || part == "vendor" || part == "testdata" {
			return false
		}
	}
	base := parts[len(parts)-1]
	return base == "go.mod" || strings.HasSuffix(base, ".go") && !strings.HasSuffix(base, "_test.go")
}

// takeBinary copies a program as it was handed in.
func takeBinary(file, to string) error {
	from, err := openRegular(file)
	if err != nil {
		return reject("read it: %v", err)
	}
	defer from.Close()
	const most = 64 << 20
	program, err := io.ReadAll(io.LimitReader(from, most+1))
	switch {
	case err != nil:
		return reject("read it: %v", err)
	case len(program) > most:
		return reject("a program of more than %d MiB", most>>20)
	}
	return os.WriteFile(to, program, 0o755)
}

// hashOf returns the SHA-256 of a file, or of all files below a directory with
// their names.
func hashOf(path string) (string, error) {
	all := sha256.New()
	err := filepath.WalkDir(path, func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(path, file)
		fmt.Fprintf(all, "%s\x00%x\n", name, sha256.Sum256(content))
		return err
	})
	return fmt.Sprintf("%x", all.Sum(nil)), err
}
