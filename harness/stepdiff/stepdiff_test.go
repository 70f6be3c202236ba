package stepdiff

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/suite"

	"mydocker/harness/stages"
	"mydocker/harness/terminal"
	"mydocker/harness/words"
)

const kit = "../.."

// DiffSuite compares small programs that it writes as steps 3.1 and 3.2 of a
// kit, and the chapter's own.
type DiffSuite struct {
	suite.Suite
	kit string
}

func TestDiff(t *testing.T) { suite.Run(t, new(DiffSuite)) }

func (s *DiffSuite) SetupTest() {
	s.kit = s.T().TempDir()
	for _, step := range []string{"3.1", "3.2"} {
		s.Require().NoError(os.MkdirAll(filepath.Join(s.kit, Chapter, step), 0o755))
	}
}

// write writes a file of a step; the package clause is added.
func (s *DiffSuite) write(step, name, text string) {
	path := filepath.Join(s.kit, Chapter, step, name)
	s.Require().NoError(os.MkdirAll(filepath.Dir(path), 0o755))
	s.Require().NoError(os.WriteFile(path, []byte("package main\n\n"+text), 0o644))
}

// diff compares the steps that were written.
func (s *DiffSuite) diff(tests bool) *Diff {
	diff, err := Between(s.kit, "3.1", "3.2", tests)
	s.Require().NoError(err)
	return diff
}

func (s *DiffSuite) TestImportsAreLeftOut() {
	s.write("3.1", "main.go", "import \"mydocker/chapter3/3.1/container\"\n\nfunc main() { container.Run() }\n")
	s.write("3.2", "main.go", "import (\n\t\"os\"\n\n\t\"mydocker/chapter3/3.2/container\"\n)\n\nfunc main() { container.Run() }\n")
	s.Empty(s.diff(false).Files)
	s.write("3.2", "run.go", "import \"mydocker/chapter3/3.2/container\"\n\nfunc Run() { container.Run() }\n")
	s.NotContains(s.diff(false).Text(), "import")
}

func (s *DiffSuite) TestNewFunctionIsNamedAndShownWithItsComment() {
	s.write("3.1", "run.go", "func Run() {}\n")
	s.write("3.2", "run.go", "func Run() {}\n\n// Stop ends it.\nfunc Stop() {}\n")
	diff := s.diff(false)
	s.Contains(diff.Summary(words.Words{}), "  changed  run.go  new: Stop\n")
	s.Equal("\n--- chapter3/3.1/run.go\n+++ chapter3/3.2/run.go\n"+
		"@@ -0,0 +5,2 @@ func Stop\n+// Stop ends it.\n+func Stop() {}\n", diff.Text())
}

func (s *DiffSuite) TestChangedBodyShowsUnderItsFunctionWithTheLinesOfBothFiles() {
	s.write("3.1", "run.go", "func Other() {}\n\nfunc Run() int {\n\tprintln()\n\treturn 1\n}\n")
	s.write("3.2", "run.go", "import \"os\"\n\nfunc Other() {}\n\nfunc Run() int {\n\tprintln()\n\treturn os.Getpid()\n}\n")
	s.Contains(s.diff(false).Text(),
		"@@ -5,4 +7,4 @@ func Run\n func Run() int {\n \tprintln()\n-\treturn 1\n+\treturn os.Getpid()\n }\n")
	s.NotContains(s.diff(false).Text(), "Other")
	s.Contains(s.diff(false).Summary(words.Words{}), "changed: Run\n")
}

func (s *DiffSuite) TestWhatIsGoneIsShownWhereItWas() {
	s.write("3.1", "run.go", "func A() {}\n\nfunc B() {}\n\nfunc C() { println(1) }\n")
	s.write("3.2", "run.go", "func A() {}\n\nfunc C() { println(2) }\n")
	diff := s.diff(false)
	s.Contains(diff.Summary(words.Words{}), "changed: C; gone: B\n")
	s.Regexp(`(?s)@@ -5,1 \+0,0 @@ func B\n-func B.*@@ func C\n`, diff.Text())
}

func (s *DiffSuite) TestMethodIsNamedByItsReceiver() {
	s.write("3.1", "run.go", "type Box struct{}\n\nfunc Set() {}\n\nfunc (b Box) Set() {}\n")
	s.write("3.2", "run.go", "type Box struct{}\n\nfunc Set() {}\n\nfunc (b *Box) Set() {}\n\nfunc (b *Box) Get() {}\n")
	diff := s.diff(false)
	s.Contains(diff.Summary(words.Words{}), "new: Box.Get; changed: Box.Set\n")
	s.Contains(diff.Text(), "@@ func Box.Set\n")
}

func (s *DiffSuite) TestMethodsBehindTheirTypeAreNamedWithoutIt() {
	s.write("3.2", "box.go", "type Box struct{}\n\nfunc (b *Box) Set() {}\n\nfunc Make() {}\n\nfunc (b *Box) Get() {}\n\nfunc (b *Box) Put() {}\n")
	s.Contains(s.diff(false).Summary(words.Words{}), "  new      box.go  Box, .Set, Make, Box.Get, .Put\n")
}

func (s *DiffSuite) TestGroupThatGrowsIsChangedAndNotNew() {
	s.write("3.1", "main.go", "const (\n\tb = 2\n)\n")
	s.write("3.2", "main.go", "const (\n\ta = 1\n\tb = 2\n)\n")
	s.Contains(s.diff(false).Summary(words.Words{}), "changed: a, b\n")
	s.Contains(s.diff(false).Text(), " const (\n+\ta = 1\n \tb = 2\n")
}

func (s *DiffSuite) TestCommentOfThePackageIsAPartOfItsOwn() {
	s.write("3.1", "run.go", "")
	s.write("3.2", "run.go", "")
	path := filepath.Join(s.kit, Chapter, "3.2", "run.go")
	s.Require().NoError(os.WriteFile(path, []byte("// Command main.\npackage main\n"), 0o644))
	s.Contains(s.diff(false).Summary(words.Words{}), "changed: package main\n")
	s.Contains(s.diff(false).Text(), "@@ -1,1 +1,2 @@ package main\n+// Command main.\n package main\n")
}

func (s *DiffSuite) TestFileThatIsGoneIsShownAsSuch() {
	s.write("3.1", "old.go", "func Old() {}\n")
	diff := s.diff(false)
	s.Contains(diff.Summary(words.Words{}), "  gone     old.go  Old\n")
	s.Contains(diff.Text(), "--- chapter3/3.1/old.go\n+++ /dev/null\n")
}

func (s *DiffSuite) TestFilesAreInReadingOrderThenThoseOfNoListThenTests() {
	for _, name := range []string{"a.go", "a_test.go", "cgroups/leftovers.go", "main_command.go", "run.go", "cgroups/subsystems/cpu.go"} {
		s.write("3.2", name, "func F() {}\n")
	}
	var names []string
	for _, file := range s.diff(true).Files {
		names = append(names, file.Name)
	}
	s.Equal([]string{"main_command.go", "run.go", "cgroups/subsystems/cpu.go", "cgroups/leftovers.go", "a.go", "a_test.go"}, names)
}

func (s *DiffSuite) TestTestsAreShownOnlyIfAskedFor() {
	s.write("3.2", "run_test.go", "func TestRun() {}\n")
	s.Empty(s.diff(false).Files)
	s.Contains(s.diff(true).Summary(words.Words{}), "run_test.go  TestRun\n")
}

func (s *DiffSuite) TestSummaryIsInThePersonsLanguageAndInColumns() {
	s.write("3.1", "run.go", "func Run() {}\n")
	s.write("3.2", "run.go", "func Run() {}\n\nfunc Stop() {}\n")
	s.write("3.2", "new.go", "func New() {}\n")
	chinese, err := words.In("zh")
	s.Require().NoError(err)
	s.Equal("3.2 相对 3.1 的改动，按阅读顺序；import 和测试不列。\n\n"+
		"  改动  run.go  新增: Stop\n"+
		"  新增  new.go  New\n", s.diff(false).Summary(chinese))
}

func (s *DiffSuite) TestStepThatIsNotThereOrNotBeforeIsAnError() {
	for _, pair := range []struct{ from, to, says string }{
		{"3.1", "3.9", `there is no step "3.9"`},
		{"3.0", "3.2", `there is no step "3.0"`},
		{"3.2", "3.1", "step 3.2 is not before step 3.1"},
		{"3.2", "3.2", "step 3.2 is not before step 3.2"},
	} {
		_, err := Between(kit, pair.from, pair.to, false)
		s.ErrorContains(err, pair.says)
	}
}

func (s *DiffSuite) TestFileThatIsNoGoIsAnErrorThatNamesIt() {
	s.write("3.2", "run.go", "func {\n")
	_, err := Between(s.kit, "3.1", "3.2", false)
	s.ErrorContains(err, "run.go:3")
}

func (s *DiffSuite) TestColoursArePerLineAndTakeNothingAway() {
	s.Equal("\033[1m--- a\033[0m\n\033[36m@@ -1 +1 @@ func F\033[0m\n\033[31m-a\033[0m\n\033[32m+\033[0m\n b\n",
		Coloured("--- a\n@@ -1 +1 @@ func F\n-a\n+\n b\n", terminal.Style{Colours: true}))
}

func (s *DiffSuite) TestPagesAreFresh() {
	for _, stage := range stages.Chapter3[1:] {
		name, want, err := Page(kit, stage.Name)
		s.Require().NoError(err)
		kept, err := os.ReadFile(filepath.Join(kit, name))
		s.Require().NoError(err)
		s.Equal(want, string(kept), "%s is not what make diffs writes", name)
	}
}

func (s *DiffSuite) TestGuidesShowTheSummaryOfTheirStep() {
	for _, stage := range stages.Chapter3[1:] {
		before, _ := stages.Before(stage.Name)
		diff, err := Between(kit, before.Name, stage.Name, false)
		s.Require().NoError(err)
		for _, guide := range []string{"README.md", "README.zh-CN.md"} {
			text, err := os.ReadFile(filepath.Join(kit, Chapter, stage.Name, guide))
			s.Require().NoError(err)
			s.Contains(string(text), "\n# scripts/kit diff --stat "+stage.Name+"\n"+diff.Summary(words.Words{})+"```\n", "%s/%s", stage.Name, guide)
		}
	}
}

func (s *DiffSuite) TestStepsShowTheirFilesOfTheReadingOrderAndNoOthers() {
	for _, stage := range stages.Chapter3[1:] {
		before, _ := stages.Before(stage.Name)
		diff, err := Between(kit, before.Name, stage.Name, false)
		s.Require().NoError(err)
		var names []string
		for _, file := range diff.Files {
			names = append(names, file.Name)
		}
		s.Equal(stage.Reads, names, "what step %s shows", stage.Name)
	}
}
