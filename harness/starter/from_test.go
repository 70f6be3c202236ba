package starter

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/suite"
)

// FromSuite goes on with the program of a student, which is not the chapter's.
type FromSuite struct {
	suite.Suite
	own string // the student's folder
}

func TestFrom(t *testing.T) { suite.Run(t, new(FromSuite)) }

// own is a 3.1 in fewer files than the chapter's, with names of its own.
var own = map[string]string{
	"go.mod": "module example.org/box\n\ngo 1.23.0\n\nrequire github.com/urfave/cli v1.22.17\n",
	"main.go": `package main

import (
	"os"

	"github.com/urfave/cli"

	"example.org/box/container"
)

func main() {
	app := cli.NewApp()
	app.Commands = []cli.Command{{
		Name:   "run",
		Action: func(c *cli.Context) error { return Run(true, c.Args().First()) },
	}}
	if app.Run(os.Args) != nil {
		os.Exit(1)
	}
}

// Run is mine.
func Run(tty bool, command string) error {
	println("as I do it") // and a comment of mine
	return container.NewParentProcess(tty, command).Run()
}
`,
	"container/parent.go": `package container

import "os/exec"

func NewParentProcess(tty bool, command string) *exec.Cmd { return exec.Command(command) }

// helper is of no step.
func helper() string { return "mine" }
`,
	"container/parent_test.go": `package container

import "testing"

func TestHelper(t *testing.T) { helper() }
`,
}

func (s *FromSuite) SetupTest() {
	s.own = s.T().TempDir()
	s.Require().NoError(writeFiles(s.own, own))
}

func (s *FromSuite) make(step string) (*Starter, error) {
	return Make(Order{Kit: kit(&s.Suite), Step: step, Dir: filepath.Join(s.T().TempDir(), "new"), From: s.own})
}

func (s *FromSuite) TestFilesOfTheStudentStayAsTheyAre() {
	made, err := s.make("3.2")
	s.Require().NoError(err)
	s.Equal(own["container/parent_test.go"], made.Files["container/parent_test.go"])
	s.Contains(made.Files["container/parent.go"], `func helper() string { return "mine" }`)
	s.Contains(made.Files["main.go"], `println("as I do it") // and a comment of mine`)
	s.NotContains(made.Files, "run.go")
	s.NotContains(made.Files, "signals.go")
}

func (s *FromSuite) TestWhatIsToBeChangedIsMarkedWhereverItStands() {
	made, err := s.make("3.2")
	s.Require().NoError(err)
	s.Contains(made.Files["main.go"], `// 3.2: what is here is that of 3.1, and is to become
//
//	func Run(tty bool, command []string, limits *subsystems.ResourceConfig) (err error)
func Run(tty bool, command string) error {
	println("as I do it")`)
}

func (s *FromSuite) TestTwoChangesInOneDeclarationAreMarkedOnce() {
	s.write("commands.go", "package main\n\n// Both are mine.\nvar (\n\trunCommand = 1\n\tinitAction = 2\n)\n")
	made, err := s.make("3.2")
	s.Require().NoError(err)
	s.Equal(1, strings.Count(made.Files["commands.go"], "3.2: what is here"))
}

func (s *FromSuite) TestWhatIsNewIsThereWithTheStudentsImportPaths() {
	made, err := s.make("3.2")
	s.Require().NoError(err)
	s.Contains(made.Files["cgroups/leftovers.go"], `panic("3.2: write NewPath")`)
	s.Contains(made.Files["cgroups/cgroup_manager.go"], `"example.org/box/cgroups/subsystems"`)
	s.Contains(made.Files["go.mod"], "module example.org/box\n")
	s.Contains(made.Files["go.mod"], "golang.org/x/sys v")
}

func (s *FromSuite) TestALineSaysWhatWasTakenAndWhatWasNot() {
	made, err := s.make("3.2")
	s.Require().NoError(err)
	s.Equal("taken from "+s.own+": 3 Go files; not there, though 3.2 changes it: runCommand, runAction, initAction", made.Taken)
}

func (s *FromSuite) TestAFunctionThatIsThereAlreadyIsLeftAlone() {
	s.write("cgroups/path.go", "package cgroups\n\n// NewPath is mine.\nfunc NewPath() string { return \"box/1\" }\n")
	made, err := s.make("3.2")
	s.Require().NoError(err)
	s.NotContains(made.Files["cgroups/leftovers.go"], "NewPath()")
	s.Contains(made.Files["cgroups/leftovers.go"], `panic("3.2: write removeLeftovers")`)
	s.Contains(made.Taken, "; there already, and left alone: NewPath;")
}

// The book's FindCgroupMountpoint returns no error, and the step's test of it takes one.
func (s *FromSuite) TestATestOfAFunctionThatIsCalledOtherwiseIsLeftOut() {
	const test = "cgroups/subsystems/found_once_test.go"
	s.write("cgroups/cgroup_manager.go", "package cgroups\n\n// CgroupManager is mine.\ntype CgroupManager struct{}\n")
	for returns, comes := range map[string]bool{"(string, error) { return \"\", nil }": true, "string { return \"\" }": false} {
		s.write("cgroups/subsystems/mine.go", "package subsystems\n\n// FindCgroupMountpoint is mine.\nfunc FindCgroupMountpoint(subsystem string) "+returns+"\n")
		made, err := s.make("3.3")
		s.Require().NoError(err, returns)
		_, came := made.Files[test]
		s.Equal(comes, came, returns)
	}
}

func (s *FromSuite) TestNewFunctionsGoBehindThoseOfTheStudentsFile() {
	s.write("container/init.go", "package container\n\nimport (\n\t\"errors\"\n)\n\n// RunContainerInitProcess is mine.\n"+
		"func RunContainerInitProcess(string, []string) error { return errors.New(\"mine\") }\n")
	s.write("cgroups/cgroup_manager.go", "package cgroups\n\n// CgroupManager is mine.\ntype CgroupManager struct{}\n")
	made, err := s.make("3.3")
	s.Require().NoError(err)
	s.Equal(`package container

import (
	"errors"
	"io"
)

// commandPipe is the descriptor that the command arrives by: the first of
// ExtraFiles, after stdin, stdout and stderr.
const commandPipe = 3

// RunContainerInitProcess is the first process of the container: it waits
// for the command, mounts a /proc of the container's own, finds the command
// in PATH and becomes it.
//
// It returns only if it fails; with ErrNotFound or ErrNotExecutable if the
// command is to blame. See execve(2).
//
// 3.3: what is here is that of 3.2, and is to become
//
//	func RunContainerInitProcess() error
func RunContainerInitProcess(string, []string) error { return errors.New("mine") }

// readUserCommand reads from pipe what sendInitCommand wrote there: how many
// arguments there are, and the arguments, each of them ended by a NUL byte,
// which no argument can hold. It waits until the parent has sent them all,
// and fails if the parent dies before that.
func readUserCommand(pipe io.ReadCloser) ([]string, error) {
	panic("3.3: write readUserCommand")
}
`, made.Files["container/init.go"])
}

func (s *FromSuite) TestAProgramInTheKitsModuleBecomesAModuleOfItsOwn() {
	inKit := filepath.Join(kit(&s.Suite), "chapter3", "3.1") // as one that was typed in
	made, err := Make(Order{Kit: kit(&s.Suite), Step: "3.2", Dir: filepath.Join(s.T().TempDir(), "new"), From: inKit})
	s.Require().NoError(err)
	fromChapter, err := derive(Order{Kit: kit(&s.Suite), Step: "3.2", Dir: "/somewhere/else"})
	s.Require().NoError(err)
	s.Equal(fromChapter.Files["main.go"], made.Files["main.go"])
	s.Equal(fromChapter.Files["go.mod"], made.Files["go.mod"])
}

func (s *FromSuite) TestAProgramThatDoesNotCompileIsRefusedWithTheCompilersWords() {
	s.write("container/wrong.go", "package container\n\nvar wrong int = \"no\"\n")
	dir := filepath.Join(s.T().TempDir(), "a", "new")
	_, err := Make(Order{Kit: kit(&s.Suite), Step: "3.2", Dir: dir, From: s.own})
	s.ErrorContains(err, "does not compile")
	s.ErrorContains(err, "container/wrong.go:3")
	s.ErrorContains(err, "mend that in "+s.own+" first")
	s.NoDirExists(filepath.Dir(dir))
}

func (s *FromSuite) TestWhatIsNoProgramIsRefused() {
	for _, from := range []string{"/nowhere", s.T().TempDir()} {
		s.own = from
		_, err := s.make("3.2")
		s.ErrorContains(err, "take from "+from)
	}
}

func (s *FromSuite) TestTheFirstStepIsTakenFromNothing() {
	_, err := s.make("3.1")
	s.ErrorContains(err, "3.1 is the first step")
}

func (s *FromSuite) TestAStepIsTakenFromTheOneJustBefore() {
	for _, wrong := range []struct{ made, step, before string }{{"3.2", "3.2", "3.1"}, {"3.1", "3.3", "3.2"}, {"3.3", "3.2", "3.1"}} {
		s.write("Makefile", "# mydocker, step "+wrong.made+". The kit tests it, and is here:\n")
		_, err := s.make(wrong.step)
		s.ErrorAs(err, new(Refused))
		s.EqualError(err, "--from "+s.own+": it was made for step "+wrong.made+"; to go on to "+wrong.step+", your own "+wrong.before+" is wanted")
	}
}

func (s *FromSuite) write(name, text string) {
	file := filepath.Join(s.own, name)
	s.Require().NoError(os.MkdirAll(filepath.Dir(file), 0o755))
	s.Require().NoError(os.WriteFile(file, []byte(text), 0o644))
}
