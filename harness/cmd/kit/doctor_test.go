package main

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/creack/pty"
	"github.com/stretchr/testify/require"
	"github.com/stretchr/testify/suite"

	"mydocker/harness/host"
)

// DoctorSuite calls kit doctor as a person does, on this machine and with
// some of it taken away.
type DoctorSuite struct {
	suite.Suite
	kit string
}

func TestDoctor(t *testing.T) { suite.Run(t, new(DoctorSuite)) }

func (s *DoctorSuite) SetupSuite() {
	dir, err := os.MkdirTemp("", "kit-doctor-")
	s.Require().NoError(err)
	s.T().Cleanup(func() { os.RemoveAll(dir) })
	s.Require().NoError(os.Chmod(dir, 0o755)) // for who is not root
	s.kit = filepath.Join(dir, "kit")
	output, err := exec.Command("go", "build", "-o", s.kit, ".").CombinedOutput()
	s.Require().NoError(err, string(output))
}

// command is the kit, in English.
func (s *DoctorSuite) command(args ...string) *exec.Cmd {
	command := exec.Command(args[0], args[1:]...)
	command.Env = append(os.Environ(), "KIT_LANG=en", "NO_COLOR=", "TERM=xterm")
	return command
}

func (s *DoctorSuite) run(command *exec.Cmd) (stdout, stderr string, status int) {
	var out, errs bytes.Buffer
	command.Stdout, command.Stderr = &out, &errs
	if err := command.Run(); err != nil {
		s.Require().IsType(&exec.ExitError{}, err)
	}
	return out.String(), errs.String(), command.ProcessState.ExitCode()
}

func (s *DoctorSuite) TestAFitMachineIsSaidToBeFit() {
	host.Needs(s.T(), host.ForSuites()...)
	stdout, stderr, status := s.run(s.command(s.kit, "doctor"))
	s.Zero(status)
	s.Empty(stderr)
	s.Regexp(`(?m)^  ok +cgroup v1 +memory, cpu, cpuset$`, stdout)
	s.Regexp(`\nThis machine is fit: every case can run.\n\z`, stdout)
	s.NotContains(stdout, "MISSING")
}

func (s *DoctorSuite) TestAMachineThatLacksSomethingIsNotFit() {
	host.Needs(s.T(), host.Root, host.CgroupV1("memory"), host.Program("unshare"))
	stdout, stderr, status := s.run(s.command("unshare", "--mount", "sh", "-c", `umount --recursive /sys/fs/cgroup && exec "$0" doctor`, s.kit))
	s.Equal(1, status)
	s.Empty(stderr)
	s.Regexp(`(?m)^  MISSING +cgroup v1 +memory$`, stdout)
	s.Regexp(`\nThis machine is not fit for the tests: \d+ missing.*\n\z`, stdout)
}

// What builds kit needs such a folder too, and finds another one.
func (s *DoctorSuite) TestAFolderForTemporaryFilesThatIsNotFitIsMendedByItsCommand() {
	host.Needs(s.T(), append(host.ForSuites(), host.Program("unshare"))...)
	dir := s.T().TempDir()
	for options, says := range map[string]string{
		"noexec": "it is mounted at " + dir + " so that no program can be started from there",
		"ro":     "it is mounted at " + dir + " so that nothing can be written", "size=1m": "it is full: 1 MiB are free, and 128 are needed",
	} {
		stdout, stderr, status := s.run(s.command("unshare", "--mount", "sh", "-c", `
			mount -t tmpfs -o $1 tmpfs "$0" && export TMPDIR="$0" && cd ../../.. && scripts/kit doctor >&2
			$("$2" doctor | sed -n 's/^ *\(mount -o .*\)/\1/p') && "$2" doctor`, dir, options, s.kit))
		s.Zero(status, stdout+stderr)
		s.Regexp(`(?m)^  MISSING +temporary files +`+dir+`\n +`+says+`$`, stderr)
		s.Contains(stdout, "This machine is fit")
	}
	_, stderr, status := s.run(s.command("unshare", "--mount", "sh", "-c", `mount -t tmpfs -o ro tmpfs "$0" && export TMPDIR="$0" && exec "$1" test --step 3.1 "$1"`, dir, s.kit))
	s.Equal(2, status)
	s.Equal("kit: test: this machine is not fit: temporary files "+dir+": it is mounted at "+dir+" so that nothing can be written; mount -o remount,rw "+dir+"\n", stderr)
}

func (s *DoctorSuite) TestOnlyRootRepairs() {
	host.Needs(s.T(), host.Root)
	command := s.command(s.kit, "doctor", "--repair")
	command.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
	stdout, stderr, status := s.run(command)
	s.Equal(1, status)
	s.Empty(stdout)
	s.Equal("kit: doctor: only root can repair: sudo make doctor REPAIR=1\n", stderr)
}

func (s *DoctorSuite) TestColoursAreForATerminal() {
	stdout, _, _ := s.run(s.command(s.kit, "doctor"))
	s.NotContains(stdout, "\x1b")
	s.Contains(s.onATerminal(s.command(s.kit, "doctor")), "\x1b[")
	without := s.command(s.kit, "doctor")
	without.Env = append(without.Env, "NO_COLOR=1")
	s.NotContains(s.onATerminal(without), "\x1b")
}

func (s *DoctorSuite) onATerminal(command *exec.Cmd) string {
	terminal, err := pty.Start(command)
	require.NoError(s.T(), err)
	defer terminal.Close()
	output, _ := io.ReadAll(terminal) // it ends with EIO: pty(7)
	command.Wait()                    // how it ends is this machine's
	s.NotEmpty(output)
	return string(output)
}
