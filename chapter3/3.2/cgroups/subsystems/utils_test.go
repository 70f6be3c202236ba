package subsystems

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/suite"

	"mydocker/harness/host"
)

// Ubuntu 18.04 as systemd boots it: cpu and cpuacct share a hierarchy.
const systemdV1 = `24 29 0:22 / /sys rw,nosuid,nodev,noexec,relatime shared:7 - sysfs sysfs rw
25 29 0:4 / /proc rw,nosuid,nodev,noexec,relatime shared:13 - proc proc rw
29 0 253:1 / / rw,relatime shared:1 - ext4 /dev/vda1 rw,errors=remount-ro
33 24 0:27 / /sys/fs/cgroup ro,nosuid,nodev,noexec shared:9 - tmpfs tmpfs ro,mode=755
35 33 0:29 / /sys/fs/cgroup/systemd rw,nosuid,nodev,noexec,relatime shared:11 - cgroup cgroup rw,xattr,name=systemd
38 33 0:32 / /sys/fs/cgroup/cpuset rw,nosuid,nodev,noexec,relatime shared:15 - cgroup cgroup rw,cpuset
39 33 0:33 / /sys/fs/cgroup/net_cls,net_prio rw,nosuid,nodev,noexec,relatime shared:16 - cgroup cgroup rw,net_cls,net_prio
40 33 0:34 / /sys/fs/cgroup/cpu,cpuacct rw,nosuid,nodev,noexec,relatime shared:17 - cgroup cgroup rw,cpu,cpuacct
41 33 0:35 / /sys/fs/cgroup/memory rw,nosuid,nodev,noexec,relatime shared:18 - cgroup cgroup rw,memory
`

// Debian 10: cgroup v1 for the controllers, and a v2 hierarchy without any.
const hybrid = `28 22 0:25 / /sys/fs/cgroup ro,nosuid,nodev,noexec shared:9 - tmpfs tmpfs ro,mode=755
29 28 0:26 / /sys/fs/cgroup/unified rw,nosuid,nodev,noexec,relatime shared:10 - cgroup2 cgroup2 rw,nsdelegate
30 28 0:27 / /sys/fs/cgroup/systemd rw,nosuid,nodev,noexec,relatime shared:11 - cgroup cgroup rw,xattr,name=systemd
34 28 0:31 / /sys/fs/cgroup/memory rw,nosuid,nodev,noexec,relatime shared:14 - cgroup cgroup rw,memory
`

// Fedora 31 and later, Ubuntu 21.10 and later, Debian 11 and later.
const v2Only = `22 27 0:21 / /sys rw,nosuid,nodev,noexec,relatime shared:6 - sysfs sysfs rw
31 22 0:26 / /sys/fs/cgroup rw,nosuid,nodev,noexec,relatime shared:9 - cgroup2 cgroup2 rw,nsdelegate,memory_recursiveprot
32 22 0:27 / /sys/fs/pstore rw,nosuid,nodev,noexec,relatime shared:10 - pstore pstore rw
`

// A container of Docker on a v1 machine sees its own group as the top.
const inDocker = `712 568 0:53 / / rw,relatime master:230 - overlay overlay rw,lowerdir=/l/A:/l/B,upperdir=/u,workdir=/w
716 715 0:57 / /sys/fs/cgroup rw,nosuid,nodev,noexec,relatime - tmpfs tmpfs rw,mode=755
717 716 0:29 /docker/3f1c9e7a6d02 /sys/fs/cgroup/systemd ro,nosuid,nodev,noexec,relatime master:11 - cgroup cgroup rw,xattr,name=systemd
721 716 0:35 /docker/3f1c9e7a6d02 /sys/fs/cgroup/memory ro,nosuid,nodev,noexec,relatime master:18 - cgroup cgroup rw,memory
722 716 0:34 /docker/3f1c9e7a6d02 /sys/fs/cgroup/cpu,cpuacct ro,nosuid,nodev,noexec,relatime master:17 - cgroup cgroup rw,cpu,cpuacct
`

// Someone has bound two groups elsewhere, before the hierarchy was mounted
// where it belongs: a limit set by way of those would be set below them.
const partialFirst = `50 29 0:35 /user.slice /srv/user rw,relatime shared:30 - cgroup cgroup rw,memory
51 29 0:35 /system.slice /srv/system rw,relatime shared:31 - cgroup cgroup rw,memory
52 33 0:35 / /sys/fs/cgroup/memory rw,relatime shared:18 - cgroup cgroup rw,memory
53 29 0:35 / /srv/again rw,relatime shared:18 - cgroup cgroup rw,memory
`

// What the kernel escapes: space, tab, newline and backslash. The last is a
// backslash with digits behind it, and no space.
const escaped = `60 29 0:40 / /mnt/control\040groups/memory rw,relatime - cgroup cgroup rw,memory
61 29 0:41 / /mnt/a\011b\012c\134d rw,relatime - cgroup cgroup rw,cpuset
62 29 0:42 / /mnt/a\134040b rw,relatime - cgroup cgroup rw,cpu
`

// Mounted without a source: mount -t cgroup -o memory "" DIR.
const noSource = `63 29 0:43 / /mnt/nothing rw,relatime - cgroup  rw,memory
`

// Hierarchies, paths and sources that have a controller's name, and are not its.
const lookalikes = `70 33 0:50 / /sys/fs/cgroup/memory rw,relatime shared:20 - cgroup memory rw,name=memory
71 33 0:51 / /sys/fs/cgroup/cpuset rw,relatime shared:21 - cgroup cpu rw,cpuset,cpuacct
72 33 0:52 / /memory rw,relatime shared:22 - tmpfs cgroup rw,memory
73 33 0:53 / /memory rw,relatime - cgroup2 cgroup rw,memory
74 33 0:54 / /memory,memory rw,memory shared:23 - cgroup memory rw,xmemory,memoryx
`

// Fields between the sixth and the dash: none, one, several.
const optionalFields = `80 33 0:60 / /none rw,relatime - cgroup cgroup rw,memory
81 33 0:61 / /one rw,relatime shared:24 - cgroup cgroup rw,cpuset
82 33 0:62 / /several rw,relatime shared:25 master:3 propagate_from:2 unbindable - cgroup cgroup rw,cpu
`

type UtilsSuite struct{ suite.Suite }

func TestUtils(t *testing.T) { suite.Run(t, new(UtilsSuite)) }

func (s *UtilsSuite) TestMountpointIsFoundAsMachinesWriteIt() {
	for _, machine := range []struct{ mountinfo, subsystem, mountpoint string }{
		{systemdV1, "memory", "/sys/fs/cgroup/memory"},
		{systemdV1, "cpu", "/sys/fs/cgroup/cpu,cpuacct"},
		{systemdV1, "cpuacct", "/sys/fs/cgroup/cpu,cpuacct"},
		{systemdV1, "cpuset", "/sys/fs/cgroup/cpuset"},
		{hybrid, "memory", "/sys/fs/cgroup/memory"},
		{inDocker, "memory", "/sys/fs/cgroup/memory"},
		{inDocker, "cpu", "/sys/fs/cgroup/cpu,cpuacct"},
		{partialFirst, "memory", "/sys/fs/cgroup/memory"},
		{escaped, "memory", "/mnt/control groups/memory"},
		{escaped, "cpuset", "/mnt/a\tb\nc\\d"},
		{escaped, "cpu", `/mnt/a\040b`},
		{noSource, "memory", "/mnt/nothing"},
		{optionalFields, "memory", "/none"},
		{optionalFields, "cpuset", "/one"},
		{optionalFields, "cpu", "/several"},
		{strings.TrimSuffix(hybrid, "\n"), "memory", "/sys/fs/cgroup/memory"},
	} {
		mountpoint, err := findMountpoint(strings.NewReader(machine.mountinfo), machine.subsystem)
		s.NoError(err, "%s in\n%s", machine.subsystem, machine.mountinfo)
		s.Equal(machine.mountpoint, mountpoint, "%s in\n%s", machine.subsystem, machine.mountinfo)
	}
}

// Of several groups that are bound, and no top, the first is as good as any.
func (s *UtilsSuite) TestFirstOfSeveralPartsIsTaken() {
	parts, _, _ := strings.Cut(partialFirst, "52 33")
	mountpoint, err := findMountpoint(strings.NewReader(parts), "memory")
	s.NoError(err)
	s.Equal("/srv/user", mountpoint)
}

func (s *UtilsSuite) TestMissingControllerIsNamedAndNotGuessed() {
	for _, machine := range []struct{ mountinfo, subsystem string }{
		{v2Only, "memory"},
		{hybrid, "cpu"},
		{systemdV1, "systemd"},
		{systemdV1, "mem"},
		{lookalikes, "memory"},
		{lookalikes, "cpu"},
		{"", "memory"},
		{"cgroup memory\n\n - \n1 2 3 - cgroup cgroup rw,memory\n", "memory"},
	} {
		mountpoint, err := findMountpoint(strings.NewReader(machine.mountinfo), machine.subsystem)
		s.ErrorIs(err, os.ErrNotExist, "%s in\n%s", machine.subsystem, machine.mountinfo)
		s.ErrorContains(err, machine.subsystem+" controller")
		s.Empty(mountpoint)
	}
}

// What was not read to its end may hold the controller.
func (s *UtilsSuite) TestUnreadableMountinfoIsNotAMissingController() {
	broken := errors.New("broken")
	text := io.MultiReader(strings.NewReader(v2Only), iotest.ErrReader(broken))
	_, err := findMountpoint(text, "memory")
	s.ErrorIs(err, broken)
	s.NotErrorIs(err, os.ErrNotExist)
}

func (s *UtilsSuite) TestThisMachinesMountpointHoldsTheController() {
	host.Needs(s.T(), host.CgroupV1("memory"))
	mountpoint, err := FindCgroupMountpoint("memory")
	s.Require().NoError(err)
	s.FileExists(filepath.Join(mountpoint, "memory.limit_in_bytes"))
}

func (s *UtilsSuite) TestControllerThatNoMachineHasIsMissing() {
	_, err := FindCgroupMountpoint("no-such-controller")
	s.ErrorIs(err, os.ErrNotExist)
}
