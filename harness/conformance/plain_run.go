package conformance

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"mydocker/harness/host"
)

// PlainRun asks how run treats its caller and its command.
type PlainRun struct{ Suite }

func (s *PlainRun) TestStdinAndStdoutAreTheCallers() {
	s.Needs(host.Root, host.Program("cat"))
	sent := s.Word() + "\x00\xff 容器 " + s.Word() + "\n"
	session := s.Launch(call{Args: []string{"run", "-ti", s.Path("cat")}})
	s.Type(session, sent)
	session.Stdin.Close()
	s.Contains(s.Wait(session).Stdout, sent, "stdout of run")
}

func (s *PlainRun) TestStderrIsTheCallers() {
	s.Needs(host.Root)
	word := s.Word()
	result := s.Run("run", "-ti", s.Script("echo "+word+" >&2"))
	s.Contains(result.Stderr, word, "stderr of run")
}

func (s *PlainRun) TestBothSpellingsOfTtyWork() {
	s.OursOnly()
	s.Needs(host.Root)
	word := s.Word()
	s.Equal(word+"\n", s.Run("run", "-it", s.Script("echo "+word)).Stdout)
	s.Equal(word+"\n", s.Run("run", "--ti", s.Script("echo "+word)).Stdout)
}

func (s *PlainRun) TestWithoutTtyNothingAppearsAndRunWaits() {
	s.Needs(host.Root)
	word := s.Word()
	file, into := s.File()
	result := s.Run("run", s.Script("echo "+word, "echo "+word+" >&2", "sleep 0.5", "echo"+into))
	s.True(s.guard.Exists(file), "what the command had done by the time that run returned")
	s.NotContains(result.Stdout, word, "stdout of run")
	s.NotContains(result.Stderr, word, "stderr of run")
}

func (s *PlainRun) TestWithoutTtyStdinIsNotTheCommands() {
	s.OursOnly()
	s.Needs(host.Root)
	file, into := s.File()
	session := s.Launch(call{Args: []string{"run", s.Script("cat" + into)}})
	s.Type(session, s.Word()+"\n")
	session.Stdin.Close()
	s.Wait(session)
	got, err := s.guard.ReadFile(file)
	s.Empty(string(must(&s.Suite, got, err)))
}

func (s *PlainRun) TestStdoutIsTheCommandsAlone() {
	s.Needs(host.Root)
	word := s.Word()
	s.Equal(word+"\n", s.Run("run", "-ti", s.Script("echo "+word)).Stdout)
}

func (s *PlainRun) TestEnvironmentIsKept() {
	s.Needs(host.Root)
	variable := "KEPT=" + s.Word()
	c := s.StartWith(call{Args: []string{"run", "-ti", s.Probe()}, Env: []string{variable}})
	environ, err := c.Environ()
	s.Contains(must(&s.Suite, environ, err), variable, "the environment of the command")
}

func (s *PlainRun) TestWorkingDirectoryIsKept() {
	s.Needs(host.Root)
	cwd, err := s.Start("run", "-ti", s.Probe()).Cwd()
	s.Equal(s.guard.Dir, must(&s.Suite, cwd, err), "the working directory of the command")
}

func (s *PlainRun) TestExitStatusIsTheCommands() {
	s.Needs(host.Root)
	for _, status := range []int{0, 1, 42, 255} {
		result := s.Run("run", "-ti", s.Script(fmt.Sprintf("exit %d", status)))
		s.Equal(status, result.Status, "exit status of run")
		if s.kit.Ours {
			s.Empty(result.Stderr, "stderr of run, where the command was seen to fail")
		}
	}
}

func (s *PlainRun) TestDeathBySignalIs128AndItsNumber() {
	s.Needs(host.Root)
	c := s.Start("run", "-ti", s.Probe())
	s.Require().NoError(c.Send(syscall.SIGKILL))
	s.Equal(128+int(syscall.SIGKILL), s.Wait(c.Session).Status, "exit status of run")
}

func (s *PlainRun) TestCommandThatDoesNotExistIsNamed() {
	s.Needs(host.Root)
	missing := filepath.Join(s.scripts, s.Word())
	result := s.Run("run", "-ti", missing)
	s.StatusIs(127, result)
	s.Contains(result.Stderr, missing, "stderr of run")
	s.NoCrash(result)
}

func (s *PlainRun) TestFileThatCannotBeExecutedIsNamed() {
	s.Needs(host.Root)
	plain := filepath.Join(s.scripts, s.Word())
	s.Require().NoError(s.guard.WriteFile(plain, []byte("no program\n"), 0o644))
	garbage := filepath.Join(s.scripts, s.Word())
	s.Require().NoError(s.guard.WriteFile(garbage, []byte("no program either\n"), 0o755))
	for _, command := range []string{plain, garbage, s.scripts} {
		result := s.Run("run", "-ti", command)
		s.StatusIs(126, result)
		s.Contains(result.Stderr, command, "stderr of run")
		s.NoCrash(result)
	}
}

func (s *PlainRun) TestRunAloneIsAUsageError() {
	s.Needs(host.Root)
	before := s.State()
	for _, args := range [][]string{{"run"}, {"run", "-ti"}} {
		result := s.Run(args...)
		s.StatusIs(125, result)
		s.NotEmpty(result.Stdout+result.Stderr, "what is wrong is said")
		s.NoCrash(result)
	}
	s.Empty(s.LeftSince(before), "what the run has left")
	s.Empty(s.guard.Leftovers(), "what the run has left")
}

func (s *PlainRun) TestArgumentsAreNotDropped() {
	s.Needs(host.Root)
	word := s.Word()
	file, into := s.File()
	result := s.Run("run", "-ti", s.Script(`echo "got $1"`+into), word)
	if got, err := s.guard.ReadFile(file); err == nil {
		s.Equal("got "+word, strings.TrimSpace(string(got)), "the command ran, with its argument")
		return
	}
	s.StatusIs(125, result)
	s.NotEmpty(result.Stderr, "the argument is refused with a message")
	s.NoCrash(result)
}

func (s *PlainRun) TestCommandIsToldItsOwnName() {
	s.Needs(host.Root)
	argv, err := s.Start("run", "-ti", s.Probe()).Container.Argv()
	s.Require().NotEmpty(must(&s.Suite, argv, err), "the command's argv")
	s.Equal(filepath.Base(s.Probe()), filepath.Base(argv[0]), "argv[0], the command's own name")
}

func (s *PlainRun) TestInitByHandLeavesTheHostAlone() {
	s.Needs(host.Root)
	before := s.State()
	for _, args := range [][]string{{"init"}, {"init", s.Path("true")}} {
		s.NoCrash(s.Run(args...))
		s.Empty(s.LeftSince(before), "what the run has left")
	}
}

// Whatever descriptor 3 is, where a person types it, nothing comes from there.
func (s *PlainRun) TestInitByHandDoesNotHang() {
	s.Needs(host.Root)
	read, write, err := os.Pipe()
	must(&s.Suite, read, err)
	defer write.Close()
	defer read.Close()
	s.RunWith(call{Args: []string{"init"}, ExtraFiles: []*os.File{read}})
}

func (s *PlainRun) TestInitByHandIsRefusedAndHidden() {
	s.OursOnly()
	s.Needs(host.Root)
	file, into := s.File()
	s.Equal(125, s.Run("init", s.Script("echo"+into)).Status)
	s.False(s.guard.Exists(file), "the command started")
	s.NotContains(s.Run("--help").Stdout, "init")
}

func (s *PlainRun) TestWithoutRootThereIsOneClearLine() {
	s.Needs(host.Root)
	s.runtime.Path = s.CopyForAnyone(s.runtime.Path)
	nobody := &syscall.Credential{Uid: 65534, Gid: 65534}
	result := s.RunWith(call{Args: []string{"run", "-ti", s.Path("true")}, Credential: nobody})
	s.StatusIs(125, result)
	s.NoCrash(result)
	s.Regexp(`(?i)root|permi|privile|sudo`, result.Stdout+result.Stderr, "the reason")
	if s.kit.Ours {
		s.Len(strings.Split(strings.TrimSpace(result.Stderr), "\n"), 1, "lines on stderr: %s", result.Stderr)
	}
}
