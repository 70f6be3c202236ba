package starter

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// Made tells whether a folder was made by Make, by the first line of its
// Makefile. What is in it is to do all that the chapter's program does.
func Made(dir string) bool { return madeFor(dir) != "" }

// madeFor is the step that a folder was made for by Make; "" if it was not.
func madeFor(dir string) string {
	text, _ := os.ReadFile(filepath.Join(dir, "Makefile"))
	if match := madeByKit.FindSubmatch(text); match != nil {
		return string(match[1])
	}
	return ""
}

// madeByKit is how the template of a starter's Makefile begins.
var madeByKit = regexp.MustCompile(`^# mydocker, step (\S+)\. The kit tests it`)

// Empty is a function that a starter left empty, and that still is.
type Empty struct {
	File string // in the folder
	Line int
	Name string
	Step string // that has the function to be written
}

// StillEmpty returns the functions in a folder that are still to be written. What
// Go leaves out is none of the program's, nor is another module in a folder below.
func StillEmpty(dir string) (empty []Empty, err error) {
	err = filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && entry.IsDir() {
			return notOurs(dir, path)
		}
		if err != nil || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
			return err
		}
		text, err := os.ReadFile(path)
		for i, line := range strings.Split(string(text), "\n") {
			if match := emptyBody.FindStringSubmatch(line); match != nil {
				file, _ := filepath.Rel(dir, path)
				empty = append(empty, Empty{File: file, Line: i + 1, Step: match[1], Name: match[2]})
			}
		}
		return err
	})
	return empty, err
}

// emptyBody is what declaration.emptied writes.
var emptyBody = regexp.MustCompile(`^\s*panic\("(\d+\.\d+): write (\S+)"\)`)
