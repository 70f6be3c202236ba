package look

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

func read(t *testing.T) (*machine, *Container) {
	m := newMachine(t)
	m.container()
	c, err := m.Read(201)
	require.NoError(t, err)
	return m, c
}

func TestTreeHasRunAndAllBelowWithBothPids(t *testing.T) {
	_, c := read(t)
	require.Equal(t, []Process{
		{PID: 200, Parent: 1, Command: "mydocker run -ti sh"},
		{PID: 201, Parent: 200, Inside: 1, Depth: 1, Command: "sh"},
		{PID: 202, Parent: 201, Inside: 7, Depth: 2, Command: "sleep 9"},
	}, c.Processes)
}

func TestNamespacesAreBesideOurs(t *testing.T) {
	_, c := read(t)
	require.Len(t, c.Namespaces, 5)
	require.Equal(t, Namespace{"pid", "100", "500"}, c.Namespaces[0])
	require.Equal(t, Namespace{"uts", "host-uts", "own-uts"}, c.Namespaces[2])
	for _, namespace := range c.Namespaces {
		require.True(t, namespace.Own())
	}
}

func TestSharedNamespaceIsNotOwn(t *testing.T) {
	m, _ := read(t)
	require.NoError(t, os.Remove(m.proc("201", "ns", "net")))
	m.link(m.proc("201", "ns", "net"), "net:[host-net]")
	c, err := m.Read(201)
	require.NoError(t, err)
	require.False(t, c.Namespaces[4].Own())
	require.True(t, c.Namespaces[3].Own())
}

func TestProcIsWhatIsMountedThereLast(t *testing.T) {
	_, c := read(t)
	require.Len(t, c.Proc, 2)
	require.Equal(t, Mount{At: "/proc", Type: "proc", Source: "proc", Options: "rw,nosuid,nodev,noexec,relatime"}, c.Proc[1])
	require.Equal(t, ShowsOwn, c.ProcShows)
	require.Len(t, c.Root, 1)
}

func TestHostsProcIsTold(t *testing.T) {
	m, _ := read(t)
	require.NoError(t, os.Remove(m.proc("201", "root", "proc", "1", "ns", "pid")))
	c, err := m.Read(201)
	require.NoError(t, err)
	require.Equal(t, ShowsNothing, c.ProcShows)
	m.link(m.proc("201", "root", "proc", "1", "ns", "pid"), "pid:[100]")
	c, err = m.Read(201)
	require.NoError(t, err)
	require.Equal(t, ShowsHosts, c.ProcShows)
}

func TestGroupsAreWithLimitsAndUse(t *testing.T) {
	_, c := read(t)
	require.Equal(t, []Group{
		{Controllers: "memory", Path: "/mydocker/1", Own: true, Levels: []Level{
			{Name: "/", Processes: 2},
			{Name: "mydocker"},
			{Name: "1", Processes: 2, Settings: []Setting{{"memory.limit_in_bytes", "104857600"}, {"memory.usage_in_bytes", "1048576"}}},
		}},
		{Controllers: "cpu", Path: "/", Levels: []Level{{Name: "/", Settings: []Setting{{"cpu.shares", "1024"}}}}},
	}, c.Groups)
}

func TestGroupThatIsNotSeenFromHereHasNoLevels(t *testing.T) {
	m, _ := read(t)
	table := filepath.Join(m.proc("100", "mountinfo"))
	m.write(table, "30 21 0:30 /docker/a /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n")
	c, err := m.Read(201)
	require.NoError(t, err)
	require.Equal(t, []Group{{Controllers: "memory", Path: "/mydocker/1", Own: true}}, c.Groups)
}

func TestDescriptorsAreInOrder(t *testing.T) {
	_, c := read(t)
	require.Equal(t, []Descriptor{{0, "/dev/pts/1"}, {10, "pipe:[77]"}}, c.Descriptors)
}

func TestContainerThatHasEndedIsAnError(t *testing.T) {
	m := newMachine(t)
	_, err := m.Read(201)
	require.Equal(t, ErrEnded, err)
	// One that ends meanwhile is still listed, and has no namespaces any more.
	m.container()
	require.NoError(t, os.Remove(m.proc("201", "ns", "uts")))
	_, err = m.Read(201)
	require.ErrorContains(t, err, "read a namespace of process 201")
	require.NoError(t, os.Remove(m.proc("201", "ns", "mnt")))
	_, err = m.Read(201)
	require.Equal(t, ErrEnded, err)
}
