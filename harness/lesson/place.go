package lesson

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// Place is a line of the program's source, or a file that it does not have.
type Place struct {
	// File is as the chapter has it: "container/init.go".
	File string `json:"file"`
	// Line is where the thing is that is to be looked at; 0 if it is not
	// there, and that may be what is wrong.
	Line int `json:"line,omitempty"`
}

// aFile is a file of the program and what is said of it, up to the next one:
// "run.go: Set and Apply; cgroups/subsystems/memory.go: Set".
var aFile = regexp.MustCompile(`([\w/]+\.go)(?:: ([^;]*))?`)

// aName is something that a program declares or calls.
var aName = regexp.MustCompile(`[A-Z][A-Za-z_]{2,}|"[^"]+"`)

// places finds what a clause's Look names in the source in dir.
func places(dir, look string) (found []Place) {
	if dir == "" {
		return nil
	}
	for _, match := range aFile.FindAllStringSubmatch(look, -1) {
		if _, err := os.Stat(filepath.Join(dir, match[1])); err == nil {
			found = append(found, Place{match[1], lineOf(filepath.Join(dir, match[1]), aName.FindAllString(match[2], -1))})
		}
	}
	return found
}

// declared finds a function in the source in dir.
func declared(dir, name string) (found []Place) {
	function := name[strings.LastIndex(name, ".")+1:]
	filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		text, _ := os.ReadFile(path)
		for i, line := range strings.Split(string(text), "\n") {
			if declares(line, function) && len(found) == 0 {
				relative, _ := filepath.Rel(dir, path)
				found = append(found, Place{relative, i + 1})
			}
		}
		return nil
	})
	return found
}

// lineOf returns the line of a file that declares one of the names as a
// function, or else the first that has one; 0 if none has. Comments are left
// out.
func lineOf(path string, names []string) int {
	text, err := os.ReadFile(path)
	if err != nil {
		return 0
	}
	first := 0
	for i, line := range strings.Split(string(text), "\n") {
		code, _, _ := strings.Cut(line, "//")
		for _, name := range names {
			switch {
			case declares(code, name):
				return i + 1
			case first == 0 && hasWord(code, name):
				first = i + 1
			}
		}
	}
	return first
}

func declares(code, function string) bool {
	return regexp.MustCompile(`^func (\([^)]*\) )?` + regexp.QuoteMeta(function) + `\(`).MatchString(code)
}

func hasWord(code, name string) bool {
	return regexp.MustCompile(`(^|\W)` + regexp.QuoteMeta(name) + `($|\W)`).MatchString(code)
}
