package mydocker

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/suite"
	"golang.org/x/sys/unix"

	"mydocker/harness/host"
)

// SandboxSuite asks what a program that is root in a sandbox can see and do.
type SandboxSuite struct {
	suite.Suite
	sandbox Sandbox
}

func TestSandbox(t *testing.T) { suite.Run(t, new(SandboxSuite)) }

func (s *SandboxSuite) SetupSuite() {
	host.Needs(s.T(), host.Root, host.CgroupV1("memory"))
	dir := s.T().TempDir()
	s.sandbox = Sandbox{
		Inside: filepath.Join(dir, "inside"), System: filepath.Join(dir, "system"), Files: map[string]string{"/usr": "/usr"},
		FirstID: 200000, Memory: 256 << 20, Disk: 32 << 20, Processes: 200, Cores: 2,
	}
	s.Require().NoError(BuildInside(s.sandbox.Inside))
	for _, dir := range []string{dir, filepath.Dir(dir)} { // who makes a sandbox is not root
		s.Require().NoError(os.Chmod(dir, 0o755))
	}
	s.Require().NoError(os.Mkdir(s.sandbox.System, 0o755))
	for _, link := range []string{"bin", "lib", "lib64", "sbin"} {
		if target, err := os.Readlink("/" + link); err == nil {
			s.Require().NoError(os.Symlink(target, filepath.Join(s.sandbox.System, link)))
		}
	}
}

// run runs a shell script in a new sandbox.
func (s *SandboxSuite) run(script string) Result {
	guard, err := NewSandbox(s.sandbox)
	s.Require().NoError(err)
	defer func() { s.NoError(guard.Close()) }()
	return s.runIn(guard, script)
}

func (s *SandboxSuite) runIn(guard *Guard, script string) Result {
	session, err := guard.Start(Runtime{Path: "/bin/sh"}, Invocation{Args: []string{"-c", script}})
	s.Require().NoError(err)
	session.Stdin.Close()
	result, err := session.Wait()
	s.Require().NoError(err)
	return result
}

func (s *SandboxSuite) TestItsRootIsNobody() {
	result := s.run("id -u; cat /proc/self/uid_map; exit 42")
	s.Equal([]string{"0", "0", "200000", "65536"}, strings.Fields(result.Stdout))
	s.Equal(42, result.Status)
}

func (s *SandboxSuite) TestItSeesItsOwnSystemAlone() {
	s.Equal("bin dev lib lib64 proc root run sbin sys tmp usr", strings.Join(strings.Fields(s.run("ls /").Stdout), " "))
	interfaces := s.run("grep -o '[a-z0-9]*:' /proc/net/dev").Stdout
	s.Contains(interfaces, "lo:")
	s.Contains(interfaces, "kit0:", "what is in no namespace of its own has more than lo")
	s.NotEqual(0, s.run("echo >/usr/x").Status)
	s.NotEqual(0, s.run("mount -o remount,rw /usr").Status)
}

func (s *SandboxSuite) TestItMakesGroupsBelowItsOwn() {
	result := s.run("cd /sys/fs/cgroup/memory && mkdir x && echo 50m >x/memory.limit_in_bytes && echo $$ >x/cgroup.procs && grep memory: /proc/self/cgroup")
	s.Contains(result.Stdout, "memory:/x\n", result.Stderr)
	s.NotEqual(0, s.run("echo 1g >/sys/fs/cgroup/memory/memory.limit_in_bytes").Status)
}

func (s *SandboxSuite) TestDangerousCallsAreShut() {
	call := "python3 -c 'import ctypes, os, socket; c = ctypes.CDLL(None, use_errno=True); print(c.syscall(%d, 0, 0, 0, 0, 0), os.strerror(ctypes.get_errno()))'"
	for name, number := range map[string]int{"keyctl": unix.SYS_KEYCTL, "bpf": unix.SYS_BPF, "userfaultfd": unix.SYS_USERFAULTFD, "reboot": unix.SYS_REBOOT} {
		s.Equal("-1 Operation not permitted\n", s.run(fmt.Sprintf(call, number)).Stdout, name)
	}
	result := s.run("python3 -c 'import socket; socket.socket(socket.AF_UNIX); socket.socket(40)'")
	s.Contains(result.Stderr, "PermissionError", "a vsock")
	s.Equal("1\n", s.run("python3 -c 'import resource; print(resource.getrlimit(resource.RLIMIT_CORE)[1])'").Stdout)
}

func (s *SandboxSuite) TestItMakesContainers() {
	result := s.run("unshare --mount --uts --ipc --net --pid --fork --mount-proc sh -c 'echo $$; ls -d /proc/[0-9]*'")
	s.Equal("1", strings.Fields(result.Stdout)[0], result.Stderr)
}

// Who is root in there can have it make calls: ptrace(2).
func (s *SandboxSuite) TestItsFirstProcessHasTheSameFilter() {
	first := s.run("grep ^Seccomp: /proc/1/status; grep core /proc/1/limits").Stdout
	s.Regexp(`Seccomp:\s+2\n`, first)
	s.Regexp(`Max core file size\s+1\s+1 `, first)
}

// Namespaces are counted for the user who made the user namespace around them.
func (s *SandboxSuite) TestItsNamespacesAreNotCountedAsRoots() {
	guard, err := NewSandbox(s.sandbox)
	s.Require().NoError(err)
	defer func() { s.NoError(guard.Close()) }()
	namespace, err := os.Open(guard.namespaceOfFirst("user"))
	s.Require().NoError(err)
	defer namespace.Close()
	owner, err := unix.IoctlGetUint32(int(namespace.Fd()), unix.NS_GET_OWNER_UID)
	s.Require().NoError(err)
	s.EqualValues(s.sandbox.FirstID, owner)
}

func (s *SandboxSuite) TestGroupsWithoutEndAreEnded() {
	result := s.run("cd /sys/fs/cgroup/cpu; i=0; while mkdir $i; do i=$((i + 1)); done")
	s.Equal(unix.SIGKILL, result.Signal)
}

// A path has 4,096 bytes at most: path_resolution(7).
func (s *SandboxSuite) TestGroupsTooDeepForAPathAreRemoved() {
	result := s.run(`python3 -c '
import os
os.chdir("/sys/fs/cgroup/freezer")
for i in range(20):
    os.mkdir("d" * 250)
    os.chdir("d" * 250)
if os.fork() == 0:
    open("cgroup.procs", "w").write("0")
    open("freezer.state", "w").write("FROZEN")
    os.abort()
while open("freezer.state").read() == "THAWED\n":
    pass
'`)
	s.Zero(result.Status, result.Stderr)
}
