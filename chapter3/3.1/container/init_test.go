package container

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/stretchr/testify/suite"

	"mydocker/harness/host"
)

// asInit tells this test binary to be the container's init. The tests
// themselves cannot be: init mounts, and becomes another program.
const asInit = "KIT_TEST_AS_INIT"

func TestMain(m *testing.M) {
	if os.Getenv(asInit) == "" {
		os.Exit(m.Run())
	}
	err := RunContainerInitProcess(os.Args[1], os.Args[2:])
	fmt.Println(verdict(err))
}

// runAsInit runs init by way of program, gives it command to become, and
// returns what is written to stdout: the command's own words, or a verdict.
func runAsInit(t *testing.T, program *exec.Cmd, command ...string) string {
	program.Args = append(program.Args, command...)
	program.Env = append(os.Environ(), asInit+"=1")
	program.Stderr = os.Stderr
	stdout, err := program.Output()
	require.NoError(t, err)
	return string(stdout)
}

// verdict says whom init found to blame.
func verdict(err error) string {
	switch {
	case errors.Is(err, ErrNotFound):
		return fmt.Sprintf("not found: %v", err)
	case errors.Is(err, ErrNotExecutable):
		return fmt.Sprintf("not executable: %v", err)
	}
	return fmt.Sprintf("refused: %v", err)
}

// inMountNamespace is this test binary where a mount made by mistake does not
// reach this machine.
func inMountNamespace() *exec.Cmd {
	program := exec.Command("/proc/self/exe")
	program.SysProcAttr = &syscall.SysProcAttr{Unshareflags: syscall.CLONE_NEWNS}
	return program
}

// inContainer is the same as PID 1 of a namespace of its own.
func inContainer() *exec.Cmd {
	program := inMountNamespace()
	program.SysProcAttr.Cloneflags = syscall.CLONE_NEWPID
	return program
}

type InitSuite struct{ suite.Suite }

func TestInit(t *testing.T) { suite.Run(t, new(InitSuite)) }

// By hand, it would mount over this machine's own /proc.
func (s *InitSuite) TestItRefusesToBeAnythingButPidOne() {
	host.Needs(s.T(), host.Root)
	out := runAsInit(s.T(), inMountNamespace(), "/bin/sh", "-c", "echo ran")
	s.Contains(out, "refused: init: ")
}

func (s *InitSuite) TestTheCommandIsPidOne() {
	host.Needs(s.T(), host.Root)
	s.Equal("1\n", runAsInit(s.T(), inContainer(), "/bin/sh", "-c", "echo $$"))
}

func (s *InitSuite) TestArgumentsArriveAsTheyAre() {
	host.Needs(s.T(), host.Root)
	out := runAsInit(s.T(), inContainer(), "/bin/sh", "-c", `printf '<%s>' "$0" "$@"`, "a  b", "", "-ti", "*", "$HOME")
	s.Equal("<a  b><><-ti><*><$HOME>", out)
}

func (s *InitSuite) TestTheCommandSeesItsOwnName() {
	host.Needs(s.T(), host.Root)
	s.Equal("/bin/sh\n", runAsInit(s.T(), inContainer(), "/bin/sh", "-c", "echo $0"))
}

func (s *InitSuite) TestTheCommandKeepsTheEnvironment() {
	host.Needs(s.T(), host.Root)
	s.Equal("1\n", runAsInit(s.T(), inContainer(), "/bin/sh", "-c", "echo $"+asInit))
}

func (s *InitSuite) TestCommandThatIsNotThereIsNotFound() {
	host.Needs(s.T(), host.Root)
	missing := filepath.Join(s.T().TempDir(), "missing")
	s.Contains(runAsInit(s.T(), inContainer(), missing), fmt.Sprintf("not found: %q: ", missing))
}

func (s *InitSuite) TestFileThatIsNoProgramIsNotExecutable() {
	host.Needs(s.T(), host.Root)
	file := filepath.Join(s.T().TempDir(), "file")
	s.Require().NoError(os.WriteFile(file, []byte("text"), 0o600))
	s.Contains(runAsInit(s.T(), inContainer(), file), fmt.Sprintf("not executable: %q: ", file))
}

func (s *InitSuite) TestDirectoryIsNotExecutable() {
	host.Needs(s.T(), host.Root)
	dir := s.T().TempDir()
	s.Contains(runAsInit(s.T(), inContainer(), dir), fmt.Sprintf("not executable: %q: ", dir))
}

// This step takes a path. A file of that name in the working directory is not
// what a bare name means in any step.
func (s *InitSuite) TestBareNameIsNotFound() {
	host.Needs(s.T(), host.Root)
	program := inContainer()
	program.Dir = s.T().TempDir()
	file := filepath.Join(program.Dir, "kit-hello")
	s.Require().NoError(os.WriteFile(file, []byte("#!/bin/sh\necho hello\n"), 0o755))
	s.Contains(runAsInit(s.T(), program, "kit-hello"), `not found: "kit-hello": `)
}
