package stages

import (
	"bufio"
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/suite"
)

// StagesSuite holds the steps' directories to the list of steps.
type StagesSuite struct{ suite.Suite }

func TestStages(t *testing.T) { suite.Run(t, new(StagesSuite)) }

const chapter = "../../chapter3"

// stepSegment is what a step's own imports, and no other lines, differ in.
var stepSegment = regexp.MustCompile(`"mydocker/chapter3/3\.\d/`)

// files returns a step's files, with the step taken out of their imports.
func (s *StagesSuite) files(step string) map[string]string {
	files := map[string]string{}
	root := filepath.Join(chapter, step)
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		name, _ := filepath.Rel(root, path)
		files[name] = string(stepSegment.ReplaceAll(text, []byte(`"mydocker/chapter3/STEP/`)))
		return err
	})
	s.Require().NoError(err)
	return files
}

// listed reports whether name is in a list in which "dir/" stands for all in dir.
func listed(list []string, name string) bool {
	return slices.ContainsFunc(list, func(entry string) bool {
		return entry == name || strings.HasSuffix(entry, "/") && strings.HasPrefix(name, entry)
	})
}

func (s *StagesSuite) TestEveryStepIsADirectory() {
	for _, stage := range Chapter3 {
		s.FileExists(filepath.Join(chapter, stage.Name, "main.go"))
	}
}

func (s *StagesSuite) TestStepsDoNotDrift() {
	for _, stage := range Chapter3 {
		before, found := Before(stage.Name)
		if !found {
			continue
		}
		then, now := s.files(before.Name), s.files(stage.Name)
		for name, text := range now {
			old, existed := then[name]
			switch {
			case !existed:
				s.True(listed(stage.Adds, name), "%s has a new file, %s, that is not in its Adds", stage.Name, name)
			case old != text:
				s.True(listed(stage.Changes, name), "%s/%s is not the file of step %s, and not in Changes", stage.Name, name, before.Name)
			default:
				s.False(slices.Contains(stage.Changes, name), "%s/%s is in Changes and has not changed", stage.Name, name)
			}
		}
		for name := range then {
			_, kept := now[name]
			s.True(kept, "%s of step %s is missing in %s", name, before.Name, stage.Name)
		}
		for _, name := range slices.Concat(stage.Adds, stage.Changes) {
			_, err := os.Stat(filepath.Join(chapter, stage.Name, name))
			s.NoError(err, "listed in %s", stage.Name)
		}
	}
}

func (s *StagesSuite) TestFilesAreSmallEnoughToBeTypedIn() {
	const longest = 130 // lines
	for _, stage := range Chapter3 {
		for name, text := range s.files(stage.Name) {
			if strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go") {
				s.LessOrEqual(strings.Count(text, "\n"), longest, "lines of %s/%s", stage.Name, name)
			}
		}
	}
}

func (s *StagesSuite) TestStepsUseTheHarnessInTestsOnly() {
	for _, stage := range Chapter3 {
		for name, text := range s.files(stage.Name) {
			if strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go") {
				s.NotContains(text, `"mydocker/harness/`, "%s/%s", stage.Name, name)
			}
		}
	}
}

func (s *StagesSuite) TestProgramsEndInMainAlone() {
	for _, stage := range Chapter3 {
		for name, text := range s.files(stage.Name) {
			if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") || name == "main.go" {
				continue
			}
			lines := bufio.NewScanner(bytes.NewReader([]byte(text)))
			for number := 1; lines.Scan(); number++ {
				place := fmt.Sprintf("%s/%s:%d", stage.Name, name, number)
				s.NotContains(lines.Text(), "os.Exit(", place)
				s.NotContains(lines.Text(), "func init()", place)
			}
		}
	}
}

// fileNames are the Go files that a guide names: `container/init.go`.
var fileNames = regexp.MustCompile("`([a-z][a-z_/]*\\.go)`")

func (s *StagesSuite) TestGuidesNameTheFilesOfTheirStepAndNoOthers() {
	for i, stage := range Chapter3 {
		files := s.files(stage.Name)
		for _, guide := range []string{"README.md", "README.zh-CN.md"} {
			for _, match := range fileNames.FindAllStringSubmatch(files[guide], -1) {
				named := slices.ContainsFunc(slices.Collect(maps.Keys(files)), func(name string) bool {
					return name == match[1] || filepath.Base(name) == match[1]
				})
				s.True(named, "%s/%s names %s, which is not there", stage.Name, guide, match[1])
			}
			for name := range files {
				isNew := i == 0 || listed(stage.Adds, name) || listed(stage.Changes, name)
				if isNew && strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go") {
					s.True(strings.Contains(files[guide], "`"+name+"`"), "%s/%s does not name %s", stage.Name, guide, name)
				}
			}
		}
	}
}

func (s *StagesSuite) TestUpToIsTheStepAndThoseBefore() {
	upTo, err := UpTo("3.2")
	s.NoError(err)
	s.Equal([]string{"3.1", "3.2"}, upTo)
	_, err = UpTo("3.9")
	s.ErrorContains(err, "3.9")
}
