package conformance

import (
	"fmt"
	"os"
	"strings"

	"golang.org/x/sys/unix"

	"mydocker/harness/host"
)

// Namespaces asks what of the host the command still shares.
type Namespaces struct{ Suite }

func (s *Namespaces) TestCommandIsPidOneOfANewNamespace() {
	s.Needs(host.Root)
	c := s.Start("run", "-ti", s.Probe())
	pids, err := c.PidsInside()
	s.Equal([]int{1}, must(&s.Suite, pids, err), "the command's pid in each namespace below run's")
}

// isItsOwn asks that the command's namespace of a kind is not the caller's.
func (s *Namespaces) isItsOwn(kind string) {
	s.Needs(host.Root)
	c := s.Start("run", "-ti", s.Probe())
	outside, err := s.guard.Namespace(kind)
	s.NotEqual(must(&s.Suite, outside, err), c.Namespace(kind), "the %s namespace, outside and inside", kind)
}

func (s *Namespaces) TestUtsNamespaceIsItsOwn()     { s.isItsOwn("uts") }
func (s *Namespaces) TestPidNamespaceIsItsOwn()     { s.isItsOwn("pid") }
func (s *Namespaces) TestMountNamespaceIsItsOwn()   { s.isItsOwn("mnt") }
func (s *Namespaces) TestNetworkNamespaceIsItsOwn() { s.isItsOwn("net") }
func (s *Namespaces) TestIpcNamespaceIsItsOwn()     { s.isItsOwn("ipc") }

func (s *Namespaces) TestOtherNamespacesAreTheHosts() {
	s.Needs(host.Root)
	c := s.Start("run", "-ti", s.Probe())
	for _, kind := range []string{"user", "cgroup", "time"} {
		outside, err := s.guard.Namespace(kind)
		if os.IsNotExist(err) {
			continue // a kernel older than this kind
		}
		s.Equal(must(&s.Suite, outside, err), c.Namespace(kind), "the %s namespace, outside and inside", kind)
	}
}

func (s *Namespaces) TestFilesAreTheHosts() {
	s.Needs(host.Root)
	c := s.Start("run", "-ti", s.Probe())
	mounts, err := c.Mounts()
	var inside, outside []string
	for _, mount := range must(&s.Suite, mounts, err) {
		inside = append(inside, mount.Mountpoint)
	}
	for _, line := range s.State().Mounts {
		outside = append(outside, strings.Fields(line)[4])
	}
	s.ElementsMatch(append(outside, "/proc"), inside, "the mountpoints: those outside, and /proc")
}

func (s *Namespaces) TestHostnameSetInsideStaysInside() {
	s.Needs(host.Root)
	name := s.Word()
	before := ""
	s.guard.Do(func() { before, _ = os.Hostname() })
	c := s.Start("run", "-ti", s.Probe())
	c.Ask("sethostname " + name)
	s.Equal(name, c.Ask("hostname"), "inside")
	outside := ""
	s.guard.Do(func() { outside, _ = os.Hostname() })
	s.Equal(before, outside, "outside")
}

func (s *Namespaces) TestOnlyLoopbackIsThere() {
	s.Needs(host.Root, host.NetworkInterface)
	names, err := s.Start("run", "-ti", s.Probe()).Interfaces()
	s.Equal([]string{"lo"}, must(&s.Suite, names, err), "the network interfaces inside")
}

func (s *Namespaces) TestQueueMadeInsideIsNotSeenOutside() {
	s.Needs(host.Root)
	key := s.random.Int32N(1<<30) + 1
	c := s.Start("run", "-ti", s.Probe())
	c.Ask(fmt.Sprintf("queue %d", key))
	var outside unix.Errno
	s.guard.Do(func() { _, _, outside = unix.Syscall(unix.SYS_MSGGET, uintptr(key), 0, 0) })
	s.Equal(unix.ENOENT, outside, "msgget(%d) outside", key)
}
