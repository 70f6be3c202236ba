package stages

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// The tables of files in the guides and in the chapter's overview are the list
// of steps once more, for people. They are held to it here, in both languages.

// marks are what a table says of a file, in either language. A file that is
// not there yet has none.
var marks = map[string]string{
	"new": "new", "changed": "changed", "same": "same", "": "",
	"新增": "new", "改动": "changed", "相同": "same",
}

// mark is what the list of steps says of a program's file. All are new in the
// first step.
func (stage Stage) mark(name string) string {
	switch {
	case stage.Name == Chapter3[0].Name, listed(stage.Adds, name):
		return "new"
	case listed(stage.Changes, name):
		return "changed"
	}
	return "same"
}

// program returns the names of the files of a step that are the program's own.
func (s *StagesSuite) program(step string) []string {
	var names []string
	for name := range s.files(step) {
		if strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go") {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// row is a line of a table of files.
type row struct {
	names []string // "dir/" stands for all in that directory
	cells []string // behind the names
}

var quoted = regexp.MustCompile("`([^`]+)`")

// table reads the one below a heading. Its first two lines are its head.
func (s *StagesSuite) table(text string, headings ...string) []row {
	var rows []row
	for _, heading := range headings {
		_, below, found := strings.Cut(text, "\n## "+heading+"\n")
		if !found {
			continue
		}
		below, _, _ = strings.Cut(below, "\n## ")
		for _, line := range strings.Split(below, "\n") {
			cells := strings.Split(strings.Trim(line, "|"), "|")
			if !strings.HasPrefix(line, "|") {
				continue
			}
			for i, cell := range cells {
				cells[i] = strings.TrimSpace(cell)
			}
			r := row{cells: cells[1:]}
			for _, match := range quoted.FindAllStringSubmatch(cells[0], -1) {
				r.names = append(r.names, match[1])
			}
			rows = append(rows, r)
		}
	}
	s.Require().Greater(len(rows), 2, "no table below %v", headings)
	return rows[2:]
}

func (s *StagesSuite) TestReadingOrderHasEachFileOfTheProgramThatIsNewOrChanges() {
	for _, stage := range Chapter3 {
		var differ []string
		for _, name := range s.program(stage.Name) {
			if stage.mark(name) != "same" {
				differ = append(differ, name)
			}
		}
		s.ElementsMatch(differ, stage.Reads, "what is read of step %s", stage.Name)
	}
}

func (s *StagesSuite) TestGuidesMapTheFilesInReadingOrder() {
	for _, stage := range Chapter3 {
		program := s.program(stage.Name)
		for _, guide := range []string{"README.md", "README.zh-CN.md"} {
			place := stage.Name + "/" + guide
			var mapped, read []string
			for _, row := range s.table(s.files(stage.Name)[guide], "The files, in reading order", "文件，按阅读顺序") {
				mark := "new" // the first step's table does not say it
				if len(row.cells) > 1 {
					mark = marks[row.cells[1]]
				}
				for _, entry := range row.names {
					var names []string
					for _, name := range program {
						if listed([]string{entry}, name) {
							names = append(names, name)
						}
					}
					s.NotEmpty(names, "%s maps %s, which is not there", place, entry)
					for _, name := range names {
						s.Equal(stage.mark(name), mark, "what %s says of %s", place, name)
						if mark != "same" {
							read = append(read, name)
						}
					}
					mapped = append(mapped, names...)
				}
			}
			s.ElementsMatch(program, mapped, "the files of the program in the table of %s", place)
			s.Equal(stage.Reads, read, "the reading order in %s", place)
		}
	}
}

func (s *StagesSuite) TestOverviewSaysOfEachFileWhatTheStepsDoToIt() {
	program := s.program(Chapter3[len(Chapter3)-1].Name)
	for _, overview := range []string{"README.md", "README.zh-CN.md"} {
		text, err := os.ReadFile(filepath.Join(chapter, overview))
		s.Require().NoError(err)
		var mapped []string
		for _, row := range s.table(string(text), "What changes between steps", "各步之间的变化") {
			s.Require().Len(row.cells, len(Chapter3), "%s: %v", overview, row.names)
			for i, stage := range Chapter3 {
				for _, name := range row.names {
					want := ""
					if slices.Contains(s.program(stage.Name), name) {
						want = stage.mark(name)
					}
					s.Equal(want, marks[row.cells[i]], "what %s says of %s in %s", overview, name, stage.Name)
				}
			}
			mapped = append(mapped, row.names...)
		}
		s.ElementsMatch(program, mapped, "the files in the table of %s", overview)
	}
}

func (s *StagesSuite) TestReadingOrderOfSeveralStepsHasEachFileWhereItIsFirstRead() {
	s.Equal(Chapter3[1].Reads, ReadingOrder("3.1", "3.2"))
	s.Equal(append(slices.Clone(Chapter3[1].Reads), "container/init.go", "cgroups/subsystems/own_group.go"), ReadingOrder("3.1", "3.3"))
	s.Empty(ReadingOrder("3.3", "3.3"))
}
