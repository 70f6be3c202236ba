package conformance

import (
	"os"
	"path/filepath"
	"strings"

	"mydocker/harness/host"
	"mydocker/harness/mydocker"
)

// Pipe asks whether the command arrives as it was typed, and is found.
type Pipe struct{ Suite }

// arrives asks that the command gets just these arguments.
func (s *Pipe) arrives(sent []string) {
	s.Needs(host.Root)
	got := s.Start(append([]string{"run", "-ti", s.Probe()}, sent...)...).Argv()
	s.Require().Len(got, len(sent), "how many arguments arrived")
	for i := range sent {
		if got[i] != sent[i] {
			s.Failf("an argument arrived changed", "argument %d: sent %.200q, got %.200q", i+1, sent[i], got[i])
		}
	}
}

func (s *Pipe) TestArgumentsArriveByteForByte() {
	s.arrives([]string{
		"one", "two  three", " lead and trail ", "", "a\nb", "tab\there", `quo"te'd`, `back\slash`, "*", "$HOME", "`x`",
		"-leading", "--", "容器", "🐳", "\xff\xfe not UTF-8", "",
	})
}

func (s *Pipe) TestRandomArgumentsArriveByteForByte() {
	var sent []string
	for range 20 + s.random.IntN(20) {
		argument := make([]byte, s.random.IntN(200))
		for i := range argument {
			argument[i] = byte(1 + s.random.IntN(255)) // any byte but NUL
		}
		sent = append(sent, string(argument))
	}
	s.arrives(sent)
}

func (s *Pipe) TestOneLargeArgumentArrives() {
	// MAX_ARG_STRLEN, 32 pages of 4 KiB, counts the NUL at its end: execve(2).
	s.arrives([]string{strings.Repeat("x", 128<<10-1)})
}

func (s *Pipe) TestMoreArgumentsThanAPipeHoldsArrive() {
	var sent []string
	for range 16 {
		sent = append(sent, strings.Repeat(s.Word(), 64<<10/12))
	}
	s.arrives(sent)
}

func (s *Pipe) TestLsWithAFlagRunsAsTyped() {
	s.Needs(host.Root, host.Program("ls"))
	file, _ := s.File()
	s.Require().NoError(s.guard.WriteFile(file, nil, 0o640))
	result := s.Run("run", "-ti", "ls", "-l", file)
	s.Regexp(`-rw-r----- .*`+filepath.Base(file), result.Stdout, "stdout of run")
}

func (s *Pipe) TestSleepRunsAsTyped() {
	s.Needs(host.Root, host.Program("sleep"))
	s.Equal([]string{"1000"}, s.Start("run", "-ti", "sleep", "1000").Argv())
}

func (s *Pipe) TestStressRunsAsTypedAndIsKilled() {
	s.Needs(append(needsMemory, host.Program("stress"))...)
	result := s.Run("run", "-ti", "-m", "100m", "stress", "--vm-bytes", "200m", "--vm-keep", "-m", "1")
	s.Contains(result.Stdout+result.Stderr, "1 vm", "stress got its own -m")
	s.Contains(result.Stdout+result.Stderr, "signal 9", "stress tells how its worker ended")
}

// linked makes a directory with the probe in it, under a random name.
func (s *Pipe) linked() (dir, name string) {
	dir, name = s.Dir(), s.Word()
	s.Require().NoError(s.guard.Symlink(s.Probe(), filepath.Join(dir, name)))
	return dir, name
}

func (s *Pipe) TestNameIsFoundInPath() {
	s.Needs(host.Root)
	dir, name := s.linked()
	session := s.Launch(call{Args: []string{"run", "-ti", name, "argument"}, Env: []string{"PATH=/nowhere:" + dir}})
	s.Equal([]string{"argument"}, s.await(session, s.Probe()).Argv(), "the arguments of the command")
}

func (s *Pipe) TestNameWithASlashIsNotSearched() {
	s.Needs(host.Root)
	dir, name := s.linked()
	path := "PATH=" + filepath.Dir(dir)
	result := s.RunWith(call{Args: []string{"run", "-ti", filepath.Base(dir) + "/" + name}, Env: []string{path}})
	s.StatusIs(127, result)
	s.Contains(result.Stdout+result.Stderr, name, "stdout and stderr of run")
}

func (s *Pipe) TestCurrentDirectoryInPathIsNotTrusted() {
	s.OursOnly()
	s.Needs(host.Root)
	name := s.Word()
	s.Require().NoError(s.guard.Symlink(s.Probe(), filepath.Join(s.guard.Dir, name)))
	for _, path := range []string{"PATH=.", "PATH=:/nowhere"} {
		result := s.RunWith(call{Args: []string{"run", "-ti", name}, Env: []string{path}})
		s.Equal(127, result.Status, path)
		s.Contains(result.Stderr, name, "stderr of run")
	}
}

func (s *Pipe) TestNameFoundNowhereIsNamed() {
	s.Needs(host.Root)
	name := s.Word()
	result := s.Run("run", "-ti", name)
	s.StatusIs(127, result)
	s.Contains(result.Stderr, name, "stderr of run")
	s.NoCrash(result)
}

func (s *Pipe) TestInitsCommandLineDoesNotHoldTheCommand() {
	s.Needs(host.Root, host.Ptrace)
	word := s.Word()
	held := s.StartHeld(mydocker.AtExec, "run", "-ti", s.Probe(), word)
	reached, err := held.Next()
	s.Require().True(must(&s.Suite, reached, err), "init has come to its execve of the command")
	argv, err := held.InitArgv()
	s.NotContains(must(&s.Suite, argv, err), word, "the command line of init")
	s.Equal("init", argv[len(argv)-1], "the last word of the command line of init")
	held.Release()
}

// inheritsThree asks that the command has descriptors 0, 1 and 2 alone. Its
// loader may hold another for a moment.
func (s *Pipe) inheritsThree(extra ...*os.File) {
	s.Needs(host.Root, host.Program("cat"))
	c := s.StartWith(call{Args: []string{"run", "-ti", s.Own("cat")}, ExtraFiles: extra})
	var open []string
	three := s.Becomes(func() bool {
		var err error
		open, err = c.Descriptors()
		return len(must(&s.Suite, open, err)) == 3
	})
	s.True(three, "the command's descriptors: %q", open)
}

func (s *Pipe) TestCommandInheritsThreeDescriptors() { s.inheritsThree() }

func (s *Pipe) TestDescriptorsOfTheCallerAreNotPassedOn() {
	s.OursOnly()
	file, err := os.Open(os.DevNull)
	must(&s.Suite, file, err)
	defer file.Close()
	s.inheritsThree(file, file)
}
