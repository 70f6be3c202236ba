package trace

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const kit = "../.."

// recorded is the life in a file of testdata. The runtime is bin/NAME.
func recorded(t *testing.T, file, name string, command ...string) Life {
	lines, err := os.Open(filepath.Join("testdata", file+".strace"))
	require.NoError(t, err)
	defer lines.Close()
	calls, err := Parse(lines)
	require.NoError(t, err)
	life, err := Watch(calls, filepath.Join("/root/mydocker", name), command)
	require.NoError(t, err)
	return life
}

func step31(t *testing.T) Life { return recorded(t, "3.1", "bin/mydocker-3.1", "/bin/ls") }
func step32(t *testing.T) Life { return recorded(t, "3.2", "bin/mydocker-3.2", "/bin/ls") }
func step33(t *testing.T) Life {
	return recorded(t, "3.3", "bin/mydocker-3.3", "sh", "-c", `echo "a  b"; exit 3`)
}

func wrong(t *testing.T) Life {
	return recorded(t, "wrong", "bin/wrong", "sh", "-c", `echo "a  b"; exit 3`)
}
func hangs(t *testing.T) Life { return recorded(t, "hangs", "bin/hangs", "ls") }

// lines are a lane's events: "mount /proc proc", "exit init 0".
func lines(life Life, lane Lane) []string {
	var lines []string
	for _, event := range life.Of(lane) {
		line := fmt.Sprint(event.Kind, " ", event.Subject)
		if event.Kind != Receive && event.Kind != Send {
			line += " " + event.Detail
		}
		if event.Errno != "" {
			line += " " + event.Errno
		}
		if event.Hangs {
			line += " hangs"
		}
		lines = append(lines, strings.Join(strings.Fields(line), " "))
	}
	return lines
}

// all are the namespaces of the book.
const all = "NEWIPC NEWNET NEWNS NEWPID NEWUTS"

func TestLifeOfStep31(t *testing.T) {
	require.Equal(t, []string{"start", "clone " + all, "wait 0", "exit run 0"}, lines(step31(t), Run))
	require.Equal(t, []string{
		"deathsig SIGKILL", "exec self", "mount / MS_PRIVATE|MS_REC", "mount /proc proc MS_NODEV|MS_NOEXEC|MS_NOSUID",
		"command", "exit init 0",
	}, lines(step31(t), Init))
}

func TestLifeOfStep32HasTheGroup(t *testing.T) {
	require.Equal(t, []string{
		"start", "mkdir memory", "limit memory.limit_in_bytes 104857600", "limit memory.memsw.limit_in_bytes 104857600",
		"clone " + all, "join memory init", "wait 0", "rmdir memory", "exit run 0",
	}, lines(step32(t), Run))
}

func TestLifeOfStep33HasThePipe(t *testing.T) {
	life := step33(t)
	require.Equal(t, []string{
		"start", "mkdir cpuset", "limit cpuset.cpus 0-1", "limit cpuset.mems 0", "limit cpuset.mems 0", "limit cpuset.cpus 0",
		"mkdir memory", "limit memory.limit_in_bytes 104857600", "limit memory.memsw.limit_in_bytes 104857600",
		"pipe", "clone " + all, "join cpuset init", "join memory init", "send",
		"wait 3", "rmdir cpuset", "rmdir memory", "exit run 3",
	}, lines(life, Run))
	require.Equal(t, []string{
		"deathsig SIGKILL", "exec self", "receive", "mount / MS_PRIVATE|MS_REC", "mount /proc proc MS_NODEV|MS_NOEXEC|MS_NOSUID",
		"closerange 3… CLOSE_RANGE_CLOEXEC", "command", "exit init 3",
	}, lines(life, Init))
	for _, event := range life.Events {
		switch event.Kind {
		case Send, Receive:
			require.Equal(t, "3\x00sh\x00-c\x00echo \"a  b\"; exit 3\x00", event.Detail)
		case Command:
			require.Equal(t, []string{"sh", "-c", `echo "a  b"; exit 3`}, event.Args)
		case Mkdir:
			require.Equal(t, "mydocker/…", Group(event.Path))
		}
	}
	require.NotZero(t, life.InitPID)
	require.NotEqual(t, life.RunPID, life.InitPID)
}

func TestEventsAreInTheOrderOfTime(t *testing.T) {
	events := step33(t).Events
	require.Zero(t, events[0].At)
	for i := range events[1:] {
		require.LessOrEqual(t, events[i].At, events[i+1].At)
	}
}

func TestCommandThatIsNotFoundIsNeverBecome(t *testing.T) {
	life := recorded(t, "not-found", "bin/mydocker-3.3", "nosuch")
	require.NotContains(t, lines(life, Init), "command")
	require.Contains(t, lines(life, Init), "exit init 127")
	require.Contains(t, lines(life, Run), "wait 127")
}

func TestWhoWaitsForEverIsSeen(t *testing.T) {
	require.Equal(t, []string{"deathsig SIGKILL", "exec self", "receive", "receive hangs"}, lines(hangs(t), Init))
	require.Contains(t, lines(hangs(t), Run), "wait hangs")
}

func TestRuntimeInShellThatUnsharesHasALifeToo(t *testing.T) {
	life := recorded(t, "shell", "harness/proving/testdata/wheats/shell/mydocker", "ls")
	require.Subset(t, lines(life, Run), []string{"unshare " + all, "limit memory.memsw.limit_in_bytes 104857600", "exec sed", "wait 0", "rmdir memory"})
	require.Equal(t, []string{
		"deathsig SIGKILL", "mount / MS_REC|MS_SLAVE", "mount /proc MS_PRIVATE|MS_REC", "mount /proc proc MS_NODEV|MS_NOEXEC|MS_NOSUID",
		"pipe", "receive", "join memory 1", "command", "exit init 0",
	}, lines(life, Init))
}

func TestRuntimeThatMakesNoPidNamespaceHasAnInit(t *testing.T) {
	life, err := Watch(parse(t,
		`10 1.000000 execve("/m", ["/m", "run", "ls"], 0x0) = 0`,
		`10 1.000001 clone(child_stack=NULL, flags=CLONE_VFORK|CLONE_NEWUTS|SIGCHLD) = 11`,
		`11 1.000002 execve("/proc/self/exe", ["/proc/self/exe", "init"], 0x0) = 0`,
		`11 1.000003 mount("proc", "/proc", "proc", 0, NULL) = -1 EPERM (Operation not permitted)`,
		`11 1.000004 execve("/bin/ls", ["ls"], 0x0) = 0`,
		`11 1.000005 mount("a", "/b", "tmpfs", 0, NULL) = 0`,
		`11 1.000006 +++ killed by SIGKILL +++`,
		`10 1.000007 wait4(11, [{WIFSIGNALED(s) && WTERMSIG(s) == SIGKILL}], 0, NULL) = 11`,
		`10 1.000008 +++ exited with 137 +++`), "/m", []string{"ls"})
	require.NoError(t, err)
	require.Equal(t, []string{"start", "clone NEWUTS", "wait SIGKILL", "exit run 137"}, lines(life, Run))
	require.Equal(t, []string{"exec self", "mount /proc proc 0 EPERM", "command", "exit init SIGKILL"}, lines(life, Init))
}

func TestCgroupThatIsNotThereIsSeen(t *testing.T) {
	life, err := Watch(parse(t,
		`10 1.000000 execve("/m", ["/m"], 0x0) = 0`,
		`10 1.000001 openat(AT_FDCWD</>, "/sys/fs/cgroup/memory/x/memory.limit_in_bytes", O_WRONLY|O_CLOEXEC) = -1 ENOENT (No such file)`,
		`10 1.000002 openat(AT_FDCWD</>, "/sys/fs/cgroup/memory/x/tasks", O_RDONLY) = -1 ENOENT (No such file)`,
		`10 1.000003 write(3</sys/fs/cgroup/memory/x/tasks>, "10\n", 3) = 3`,
		`10 1.000004 write(3</sys/fs/cgroup/memory/x/cgroup.procs>, "77", 2) = -1 ESRCH (No such process)`), "/m", nil)
	require.NoError(t, err)
	require.Equal(t, []string{"start", "limit memory.limit_in_bytes ENOENT", "join memory run (tasks)", "join memory 77 ESRCH"}, lines(life, Run))
}

func TestThreadThatMovesItselfInAndOutIsSeen(t *testing.T) {
	life, err := Watch(parse(t,
		`10 1.000000 execve("/m", ["/m"], 0x0) = 0`,
		`10 1.000001 clone(child_stack=0x7f, flags=CLONE_VM|CLONE_THREAD) = 12`,
		`12 1.000002 write(3</sys/fs/cgroup/memory/x/tasks>, "0", 1) = 1`,
		`12 1.000003 write(3</sys/fs/cgroup/cpuset/x/tasks>, "0", 1) = 1`,
		`12 1.000004 clone(child_stack=NULL, flags=CLONE_VFORK|CLONE_NEWPID|SIGCHLD) = 13`,
		`12 1.000005 write(3</sys/fs/cgroup/memory/tasks>, "0", 1) = 1`,
		`12 1.000006 write(3</sys/fs/cgroup/cpuset/tasks>, "0", 1) = 1`), "/m", nil)
	require.NoError(t, err)
	require.Equal(t, []string{"start", "enter memory 0", "enter cpuset 0", "clone NEWPID", "leave memory 0", "leave cpuset 0"}, lines(life, Run))
}

func TestRuntimeThatNeverStartedIsAnError(t *testing.T) {
	_, err := Watch(parse(t, `10 1.000000 execve("/m", ["/m"], 0x0) = -1 EACCES (Permission denied)`), "/m", nil)
	require.EqualError(t, err, "the runtime never started")
}
