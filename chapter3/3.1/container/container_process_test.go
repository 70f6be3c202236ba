package container

import (
	"os"
	"syscall"
	"testing"

	"github.com/stretchr/testify/suite"
)

// ParentProcessSuite looks at the prepared process; it starts none.
type ParentProcessSuite struct{ suite.Suite }

func TestParentProcess(t *testing.T) { suite.Run(t, new(ParentProcessSuite)) }

func (s *ParentProcessSuite) TestItIsThisProgramsOwnInit() {
	cmd := NewParentProcess(true, "/bin/sh")
	s.Equal("/proc/self/exe", cmd.Path)
	s.Equal([]string{"/proc/self/exe", "init", "/bin/sh"}, cmd.Args)
}

func (s *ParentProcessSuite) TestItHasTheFiveNamespacesOfTheChapter() {
	var want uintptr = syscall.CLONE_NEWUTS | syscall.CLONE_NEWPID | syscall.CLONE_NEWNS |
		syscall.CLONE_NEWNET | syscall.CLONE_NEWIPC
	s.Equal(want, NewParentProcess(true, "/bin/sh").SysProcAttr.Cloneflags)
	s.Equal(want, NewParentProcess(false, "/bin/sh").SysProcAttr.Cloneflags)
}

// A container without its run would have nobody to end it.
func (s *ParentProcessSuite) TestItDiesWithItsParent() {
	s.Equal(syscall.SIGKILL, NewParentProcess(true, "/bin/sh").SysProcAttr.Pdeathsig)
	s.Equal(syscall.SIGKILL, NewParentProcess(false, "/bin/sh").SysProcAttr.Pdeathsig)
}

func (s *ParentProcessSuite) TestWithTtyItHasTheCallersTerminal() {
	cmd := NewParentProcess(true, "/bin/sh")
	s.Same(os.Stdin, cmd.Stdin)
	s.Same(os.Stdout, cmd.Stdout)
	s.Same(os.Stderr, cmd.Stderr)
}

// exec.Cmd takes nil for /dev/null.
func (s *ParentProcessSuite) TestWithoutTtyItHasNothingOfTheCaller() {
	cmd := NewParentProcess(false, "/bin/sh")
	s.Nil(cmd.Stdin)
	s.Nil(cmd.Stdout)
	s.Nil(cmd.Stderr)
}

// The command inherits the environment and the directory that nobody set.
func (s *ParentProcessSuite) TestItKeepsTheCallersEnvironmentAndDirectory() {
	cmd := NewParentProcess(true, "/bin/sh")
	s.Nil(cmd.Env)
	s.Empty(cmd.Dir)
}
