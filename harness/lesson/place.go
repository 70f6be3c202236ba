package lesson

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
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

// aName is something that a program calls or sets, and aFunction any word: it may be
// a function of the program's.
var (
	aName     = regexp.MustCompile(`[A-Z][A-Za-z_]{2,}|"[^"]+"`)
	aFunction = regexp.MustCompile(`\b[A-Za-z]\w{2,}\b`)
)

// places finds what a clause's Look names in the source in dir: each function
// that is declared there, or else the first line with one of the names.
func places(dir, look string) (found []Place) {
	if dir == "" {
		return nil
	}
	for _, match := range aFile.FindAllStringSubmatch(look, -1) {
		text, err := os.ReadFile(filepath.Join(dir, match[1]))
		if err != nil {
			continue
		}
		lines := strings.Split(string(text), "\n")
		functions := linesOf(lines, aFunction.FindAllString(match[2], -1), declares)
		if len(functions) == 0 {
			functions = append(linesOf(lines, aName.FindAllString(match[2], -1), hasWord), 0)[:1]
		}
		for _, line := range functions {
			found = append(found, Place{match[1], line})
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

// linesOf returns the lines whose code is so for one of the names, counted from
// one. Comments are left out.
func linesOf(lines, names []string, is func(code, name string) bool) (found []int) {
	for i, line := range lines {
		code, _, _ := strings.Cut(line, "//")
		if slices.ContainsFunc(names, func(name string) bool { return is(code, name) }) {
			found = append(found, i+1)
		}
	}
	return found
}

func declares(code, function string) bool {
	return regexp.MustCompile(`^func (\([^)]*\) )?` + regexp.QuoteMeta(function) + `\(`).MatchString(code)
}

func hasWord(code, name string) bool {
	return regexp.MustCompile(`(^|\W)` + regexp.QuoteMeta(name) + `($|\W)`).MatchString(code)
}
