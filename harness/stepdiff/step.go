package stepdiff

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"mydocker/harness/stages"
)

// Chapter is where the steps are, in the kit's directory.
const Chapter = "chapter3"

// Diff is what differs between two steps.
type Diff struct {
	From, To string // the steps
	Files    []File // in reading order; tests come last
	tests    bool
}

// Between compares two steps of the kit, of which from is the earlier one.
// Tests are compared if asked for.
func Between(kit, from, to string, tests bool) (*Diff, error) {
	upTo, err := stages.UpTo(to)
	if err != nil {
		return nil, err
	}
	if _, err := stages.UpTo(from); err != nil {
		return nil, err
	}
	if from == to || !slices.Contains(upTo, from) {
		return nil, fmt.Errorf("step %s is not before step %s", from, to)
	}
	before, err := sources(filepath.Join(kit, Chapter, from), tests)
	if err != nil {
		return nil, err
	}
	after, err := sources(filepath.Join(kit, Chapter, to), tests)
	if err != nil {
		return nil, err
	}
	diff := &Diff{From: from, To: to, tests: tests}
	for _, name := range ordered(before, after, stages.ReadingOrder(from, to)) {
		changes, err := compare(name, before[name], after[name])
		if err != nil {
			return nil, err
		}
		if len(changes) == 0 {
			continue
		}
		file := File{Name: name, State: Changed, changes: changes}
		if before[name] == "" {
			file.State = New
		} else if after[name] == "" {
			file.State = Gone
		}
		diff.Files = append(diff.Files, file)
	}
	return diff, nil
}

// sources returns the texts of the Go files in dir, and below it, by name.
func sources(dir string, tests bool) (map[string]string, error) {
	texts := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(path) != ".go" || isTest(path) && !tests {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(dir, path)
		texts[filepath.ToSlash(name)] = string(text)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read a step's files: %w", err)
	}
	return texts, nil
}

// ordered returns the names of the files of two steps: first those of the
// reading order, then what is in no list, and the tests at the end.
func ordered(before, after map[string]string, reading []string) []string {
	all := maps.Clone(before)
	maps.Copy(all, after)
	place := func(name string) int {
		if i := slices.Index(reading, name); i >= 0 {
			return i
		}
		if isTest(name) {
			return len(reading) + 1
		}
		return len(reading)
	}
	names := slices.Sorted(maps.Keys(all))
	slices.SortStableFunc(names, func(a, b string) int { return place(a) - place(b) })
	return names
}

func isTest(name string) bool { return strings.HasSuffix(name, "_test.go") }
