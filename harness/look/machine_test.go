package look

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"
)

// machine is a made-up one: a tree with proc and sys.
type machine struct {
	t *testing.T
	Reader
}

// mountTable is of a machine with two hierarchies.
const mountTable = `21 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda rw
22 21 0:5 / /proc rw,relatime shared:2 - proc proc rw
30 21 0:30 / /sys/fs/cgroup/memory rw shared:9 - cgroup cgroup rw,memory
31 21 0:31 / /sys/fs/cgroup/cpu,cpuacct rw shared:10 - cgroup cgroup rw,cpu,cpuacct
`

// newMachine has one process, which is also the one that looks: 100.
func newMachine(t *testing.T) *machine {
	m := &machine{t, Reader{t.TempDir()}}
	m.process(100, 1, "kit", []int{100}, "100")
	m.namespaces(100, "host")
	require.NoError(t, os.Symlink("100", m.proc("self")))
	m.write(m.proc("100", "mountinfo"), mountTable)
	m.write(m.proc("100", "cgroup"), "2:memory:/\n3:cpu,cpuacct:/\n0::/\n")
	return m
}

func (m *machine) write(path, text string) {
	require.NoError(m.t, os.MkdirAll(filepath.Dir(path), 0o755))
	require.NoError(m.t, os.WriteFile(path, []byte(text), 0o644))
}

// link makes a symbolic link that leads nowhere, as those of /proc do in text.
func (m *machine) link(path, target string) {
	require.NoError(m.t, os.MkdirAll(filepath.Dir(path), 0o755))
	require.NoError(m.t, os.Symlink(target, path))
}

func (m *machine) process(pid, parent int, command string, pids []int, inPid string) {
	dir := strconv.Itoa(pid)
	text := fmt.Sprintf("Name:\t%s\nState:\tS (sleeping)\nPid:\t%d\nPPid:\t%d\nNSpid:", command, pid, parent)
	for _, pid := range pids {
		text += fmt.Sprintf("\t%d", pid)
	}
	m.write(m.proc(dir, "status"), text+"\n")
	m.write(m.proc(dir, "cmdline"), command+"\x00")
	m.link(m.proc(dir, "ns", "pid"), "pid:["+inPid+"]")
}

// namespaces gives a process the other four.
func (m *machine) namespaces(pid int, of string) {
	for _, kind := range kinds[1:] {
		m.link(m.proc(strconv.Itoa(pid), "ns", kind), kind+":["+of+"-"+kind+"]")
	}
}

// container adds one that run 200 has made, with init 201 and its child 202.
func (m *machine) container() {
	m.process(200, 1, "mydocker run -ti sh", []int{200}, "100")
	m.link(m.proc("200", "exe"), "/opt/mydocker")
	m.write(m.proc("200", "cgroup"), "2:memory:/\n3:cpu,cpuacct:/\n")
	m.process(201, 200, "sh", []int{201, 1}, "500")
	m.namespaces(201, "own")
	m.process(202, 201, "sleep 9", []int{202, 7}, "500")
	m.write(m.proc("201", "mountinfo"), `41 40 8:1 / / rw,relatime - ext4 /dev/sda rw
42 41 0:5 / /proc rw,relatime - proc proc rw
43 42 0:50 / /proc rw,nosuid,nodev,noexec,relatime - proc proc rw
`)
	m.link(m.proc("201", "root", "proc", "1", "ns", "pid"), "pid:[500]")
	m.write(m.proc("201", "cgroup"), "2:memory:/mydocker/1\n3:cpu,cpuacct:/\n")
	m.link(m.proc("201", "fd", "0"), "/dev/pts/1")
	m.link(m.proc("201", "fd", "10"), "pipe:[77]")
	memory := filepath.Join(m.Root, "sys/fs/cgroup/memory")
	m.write(filepath.Join(memory, "cgroup.procs"), "100\n200\n")
	m.write(filepath.Join(memory, "mydocker/1/cgroup.procs"), "201\n202\n")
	m.write(filepath.Join(memory, "mydocker/1/memory.limit_in_bytes"), "104857600\n")
	m.write(filepath.Join(memory, "mydocker/1/memory.usage_in_bytes"), "1048576\n")
	m.write(filepath.Join(m.Root, "sys/fs/cgroup/cpu,cpuacct/cpu.shares"), "1024\n")
}
