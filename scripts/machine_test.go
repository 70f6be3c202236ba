// Package scripts tests the shell scripts that a person starts by way of
// make, on machines that it makes up.
package scripts

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/stretchr/testify/suite"

	"mydocker/harness/host"
)

// The memory controller as real machines mount it, and as they do not.
const (
	v1Mounts = "30 22 0:27 / /sys/fs/cgroup rw,relatime - tmpfs tmpfs rw,mode=755\n" +
		"34 30 0:31 / /sys/fs/cgroup/memory rw,relatime shared:16 - cgroup cgroup rw,memory\n"
	v1SharedMounts = "34 30 0:31 / /sys/fs/cgroup/all rw,relatime - cgroup cgroup rw,cpu,memory,pids\n"
	v2Mounts       = "30 23 0:26 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate,memory_recursiveprot\n"
	hybridMounts   = "31 30 0:27 / /sys/fs/cgroup/unified rw,nosuid shared:10 - cgroup2 cgroup2 rw,nsdelegate\n" +
		"32 30 0:28 / /sys/fs/cgroup/systemd rw,nosuid shared:11 - cgroup cgroup rw,xattr,name=systemd\n" +
		"36 30 0:32 / /sys/fs/cgroup/cpu,cpuacct rw,nosuid shared:15 - cgroup cgroup rw,cpu,cpuacct\n"
)

// machine is a made-up one: a directory as its PATH, and facts in variables.
type machine struct {
	suite.Suite
	bin   string
	facts []string
	calls string // a file, for programs to write down how they were called
}

// SetupTest makes a machine with nothing but what the scripts themselves use.
func (s *machine) SetupTest() {
	host.HearSignals() // the scripts would ignore them too
	s.bin, s.facts = s.T().TempDir(), nil
	s.calls = filepath.Join(s.T().TempDir(), "calls")
	s.tools("awk", "chmod", "dirname", "grep", "rm", "sed", "tail")
}

// tools puts programs of the real machine into the made-up one.
func (s *machine) tools(names ...string) {
	for _, name := range names {
		path, err := exec.LookPath(name)
		s.Require().NoError(err)
		s.Require().NoError(os.Symlink(path, filepath.Join(s.bin, name)))
	}
}

// program puts a shell script of that name into the machine's PATH.
func (s *machine) program(name, body string) {
	path := filepath.Join(s.bin, name)
	os.Remove(path) // it may be a link to the real machine's
	s.write(path, "#!/bin/sh\n"+body+"\n", 0o755)
}

// fact sets a variable of the environment.
func (s *machine) fact(name, value string) {
	s.facts = append(s.facts, name+"="+value)
}

// isFit makes the machine one that scripts/fit lets through.
func (s *machine) isFit() {
	s.fact("KIT_FIT_UNAME", "Linux")
	s.fact("KIT_FIT_UID", "0")
	s.mounts(v1Mounts)
	s.program("go", "echo go version go1.23.0 linux/amd64")
}

// mounts sets what is mounted on it.
func (s *machine) mounts(mountinfo string) {
	path := filepath.Join(s.T().TempDir(), "mountinfo")
	s.write(path, mountinfo, 0o644)
	s.fact("KIT_FIT_MOUNTINFO", path)
}

func (s *machine) write(path, text string, mode os.FileMode) {
	s.Require().NoError(os.WriteFile(path, []byte(text), mode))
}

// command is a script that is to run on the machine.
func (s *machine) command(script string, args ...string) *exec.Cmd {
	command := exec.Command("/bin/sh", append([]string{script}, args...)...)
	command.Env = append([]string{"PATH=" + s.bin}, s.facts...)
	return command
}

// run runs a script on the machine.
func (s *machine) run(script string, args ...string) (stdout, stderr string, status int) {
	command := s.command(script, args...)
	var out, errs bytes.Buffer
	command.Stdout, command.Stderr = &out, &errs
	if err := command.Run(); err != nil {
		s.Require().IsType(&exec.ExitError{}, err)
	}
	return out.String(), errs.String(), command.ProcessState.ExitCode()
}

// called is what programs have written into calls.
func (s *machine) called() string {
	calls, err := os.ReadFile(s.calls)
	if !os.IsNotExist(err) {
		s.Require().NoError(err)
	}
	return string(calls)
}
