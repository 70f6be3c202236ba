package container

import (
	"io"
	"os"
	"os/exec"
	"syscall"
	"testing"

	"github.com/stretchr/testify/suite"
	"golang.org/x/sys/unix"
)

// ParentProcessSuite looks at the prepared process; it starts none.
type ParentProcessSuite struct{ suite.Suite }

func TestParentProcess(t *testing.T) { suite.Run(t, new(ParentProcessSuite)) }

// newParentProcess is NewParentProcess, whose pipe is closed after the case.
func (s *ParentProcessSuite) newParentProcess(tty bool) (*exec.Cmd, *os.File) {
	cmd, writePipe, err := NewParentProcess(tty)
	s.Require().NoError(err)
	s.Require().Len(cmd.ExtraFiles, 1)
	s.T().Cleanup(func() {
		writePipe.Close()
		cmd.ExtraFiles[0].Close()
	})
	return cmd, writePipe
}

// Every user of the machine reads the command line of a process.
func (s *ParentProcessSuite) TestItsCommandLineIsInitAlone() {
	cmd, _ := s.newParentProcess(true)
	s.Equal("/proc/self/exe", cmd.Path)
	s.Equal([]string{"/proc/self/exe", "init"}, cmd.Args)
}

// ExtraFiles start at descriptor 3, where init looks for its command.
func (s *ParentProcessSuite) TestItsFirstExtraFileIsTheOtherEndOfThePipe() {
	cmd, writePipe := s.newParentProcess(true)
	_, err := writePipe.WriteString("ls")
	s.Require().NoError(err)
	s.Require().NoError(writePipe.Close())
	got, err := io.ReadAll(cmd.ExtraFiles[0])
	s.NoError(err)
	s.Equal("ls", string(got))
	s.Equal(3, commandPipe)
}

func (s *ParentProcessSuite) TestItHasTheFiveNamespacesOfTheChapter() {
	var want uintptr = syscall.CLONE_NEWUTS | syscall.CLONE_NEWPID | syscall.CLONE_NEWNS |
		syscall.CLONE_NEWNET | syscall.CLONE_NEWIPC
	for _, tty := range []bool{true, false} {
		cmd, _ := s.newParentProcess(tty)
		s.Equal(want, cmd.SysProcAttr.Cloneflags)
	}
}

// A container without its run would have nobody to end it.
func (s *ParentProcessSuite) TestItDiesWithItsParent() {
	for _, tty := range []bool{true, false} {
		cmd, _ := s.newParentProcess(tty)
		s.Equal(syscall.SIGKILL, cmd.SysProcAttr.Pdeathsig)
	}
}

func (s *ParentProcessSuite) TestWithTtyItHasTheCallersTerminal() {
	cmd, _ := s.newParentProcess(true)
	s.Same(os.Stdin, cmd.Stdin)
	s.Same(os.Stdout, cmd.Stdout)
	s.Same(os.Stderr, cmd.Stderr)
}

// exec.Cmd takes nil for /dev/null.
func (s *ParentProcessSuite) TestWithoutTtyItHasNothingOfTheCaller() {
	cmd, _ := s.newParentProcess(false)
	s.Nil(cmd.Stdin)
	s.Nil(cmd.Stdout)
	s.Nil(cmd.Stderr)
}

// The command inherits the environment and the directory that nobody set.
func (s *ParentProcessSuite) TestItKeepsTheCallersEnvironmentAndDirectory() {
	cmd, _ := s.newParentProcess(true)
	s.Nil(cmd.Env)
	s.Empty(cmd.Dir)
}

// A program that this one starts would else hold the pipe open, and init wait
// for the end of its command in vain.
func (s *ParentProcessSuite) TestNoOtherProgramInheritsThePipe() {
	read, write, err := NewPipe()
	s.Require().NoError(err)
	defer read.Close()
	defer write.Close()
	for _, end := range []*os.File{read, write} {
		flags, err := unix.FcntlInt(end.Fd(), unix.F_GETFD, 0)
		s.NoError(err)
		s.Equal(unix.FD_CLOEXEC, flags)
	}
}

func (s *ParentProcessSuite) TestPipeLeadsFromTheSecondEndToTheFirst() {
	read, write, err := NewPipe()
	s.Require().NoError(err)
	defer read.Close()
	_, err = write.WriteString("2\x00ls\x00-l\x00")
	s.Require().NoError(err)
	s.Require().NoError(write.Close())
	got, err := io.ReadAll(read)
	s.NoError(err)
	s.Equal("2\x00ls\x00-l\x00", string(got))
}
