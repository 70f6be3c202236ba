package grade

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"mydocker/harness/mydocker"
)

// Submission is what one student handed in.
type Submission struct {
	// Name is that of its file or folder, without what tells its kind.
	Name string
	// Path is where it is.
	Path string
	Kind Kind
	// Dialect is how its flags are spelled, from a file beside it; "" is that
	// its own help is asked.
	Dialect string
	// Changed is when it was last changed.
	Changed time.Time
}

// Kind is the form in which something was handed in.
type Kind string

// The kinds.
const (
	Folder Kind = "folder" // of Go source
	Zip    Kind = "zip"
	Tar    Kind = "tar" // also if compressed by gzip
	Binary Kind = "binary"
)

// endings are those of archives' names.
var endings = map[string]Kind{".zip": Zip, ".tar": Tar, ".tar.gz": Tar, ".tgz": Tar}

// Find returns the submissions in a directory, by name. What is none, such as
// a text or a hidden file, it returns too. A link is none: it leads elsewhere.
func Find(dir string) (found []Submission, others []string, err error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, nil, fmt.Errorf("read the submissions: %w", err)
	}
	taken := map[string]string{}
	for _, entry := range entries {
		submission, is := submissionAt(filepath.Join(dir, entry.Name()), entry)
		if strings.HasSuffix(entry.Name(), dialectEnding) {
			continue
		}
		if !is {
			others = append(others, entry.Name())
			continue
		}
		if other := taken[submission.Name]; other != "" {
			return nil, nil, fmt.Errorf("%s: %s and %s would both be %q: which one counts?", dir, other, entry.Name(), submission.Name)
		}
		taken[submission.Name] = entry.Name()
		if submission.Dialect, err = dialectBeside(dir, submission.Name); err != nil {
			return nil, nil, err
		}
		if submission.Changed, err = lastChanged(submission.Path); err != nil {
			return nil, nil, err
		}
		found = append(found, submission)
	}
	slices.SortFunc(found, func(a, b Submission) int { return strings.Compare(a.Name, b.Name) })
	return found, others, nil
}

func submissionAt(path string, entry os.DirEntry) (Submission, bool) {
	name := entry.Name()
	if strings.HasPrefix(name, ".") {
		return Submission{}, false
	}
	if entry.IsDir() {
		if one, is := theOnlyOne(path); is {
			return Submission{Name: name, Path: one.Path, Kind: one.Kind}, true
		}
		return Submission{Name: name, Path: path, Kind: Folder}, true
	}
	if !entry.Type().IsRegular() {
		return Submission{}, false
	}
	for ending, kind := range endings {
		if base, has := strings.CutSuffix(strings.ToLower(name), ending); has && base != "" {
			return Submission{Name: name[:len(base)], Path: path, Kind: kind}, true
		}
	}
	return Submission{Name: name, Path: path, Kind: Binary}, isELF(path)
}

// theOnlyOne is the archive or the program that is alone in a folder: some
// platforms give each student one.
func theOnlyOne(dir string) (one Submission, is bool) {
	entries, err := os.ReadDir(dir)
	entries = slices.DeleteFunc(entries, func(entry os.DirEntry) bool { return strings.HasPrefix(entry.Name(), ".") })
	if err != nil || len(entries) != 1 || entries[0].IsDir() {
		return one, false
	}
	return submissionAt(filepath.Join(dir, entries[0].Name()), entries[0])
}

// dialectEnding is that of a file which says how a program spells its flags.
const dialectEnding = ".dialect"

func dialectBeside(dir, name string) (string, error) {
	file := filepath.Join(dir, name+dialectEnding)
	text, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err == nil {
		_, err = mydocker.ParseDialect(string(text))
	}
	if err != nil {
		return "", fmt.Errorf("%s: %w", file, err)
	}
	return string(text), nil
}

// lastChanged is when a file, or the newest in a folder, was last written.
func lastChanged(path string) (newest time.Time, err error) {
	err = filepath.WalkDir(path, func(_ string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := entry.Info()
		if err == nil && !info.IsDir() && info.ModTime().After(newest) {
			newest = info.ModTime().UTC().Truncate(time.Second)
		}
		return err
	})
	if err != nil {
		return newest, fmt.Errorf("when was %s changed: %w", path, err)
	}
	return newest, nil
}

// isELF tells whether a file is a program for Linux: elf(5).
func isELF(path string) bool {
	file, err := os.Open(path)
	if err != nil {
		return false
	}
	defer file.Close()
	magic := make([]byte, 4)
	_, err = io.ReadFull(file, magic)
	return err == nil && string(magic) == "\x7fELF"
}
