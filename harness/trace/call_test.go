package trace

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func parse(t *testing.T, lines ...string) []Call {
	calls, err := Parse(strings.NewReader(strings.Join(lines, "\n")))
	require.NoError(t, err)
	return calls
}

func TestCallIsTakenApart(t *testing.T) {
	calls := parse(t,
		`10 100.000001 mount("proc", "/proc", "proc", MS_NOSUID|MS_NODEV, NULL) = 0`,
		`10 100.000003 openat(AT_FDCWD</a, b (c)>, "/x,\"y)", O_RDONLY) = -1 ENOENT (No such file or directory)`,
		`11 100.100000 exit_group(0)   = ?`,
		`11 101.000001 +++ exited with 7 +++`,
		`12 101.000001 +++ killed by SIGSEGV (core dumped) +++`)
	require.Equal(t, []Call{
		{Thread: 10, Name: "mount", Args: []string{`"proc"`, `"/proc"`, `"proc"`, "MS_NOSUID|MS_NODEV", "NULL"}, Result: "0"},
		{
			Thread: 10, Began: 2 * time.Microsecond, Ended: 2 * time.Microsecond, Name: "openat",
			Args: []string{"AT_FDCWD</a, b (c)>", `"/x,\"y)"`, "O_RDONLY"}, Result: "-1", Errno: "ENOENT",
		},
		{Thread: 11, Began: time.Second, Ended: time.Second, Name: exited, Result: "7"},
		{Thread: 12, Began: time.Second, Ended: time.Second, Name: killed, Result: "SIGSEGV"},
	}, calls)
}

func TestTornLinesAreOneCallAgain(t *testing.T) {
	calls := parse(t,
		`10 1.000000 clone(child_stack=NULL, flags=CLONE_VFORK|CLONE_NEWPID|SIGCHLD <unfinished ...>`,
		`11 1.000001 execve("/proc/self/exe", ["/proc/self/exe", "init"], 0xc0 /* 9 vars */ <unfinished ...>`,
		`10 1.000002 <... clone resumed>, parent_tid=[9<anon_inode:[pidfd]>]) = 11`,
		`11 1.000003 <... execve resumed>) = 0`,
		`10 1.000004 read(3<pipe:[5]>,  <unfinished ...>`)
	require.Len(t, calls, 3)
	require.Equal(t, []string{"child_stack=NULL", "flags=CLONE_VFORK|CLONE_NEWPID|SIGCHLD", "parent_tid=[9<anon_inode:[pidfd]>]"}, calls[0].Args)
	require.Equal(t, 11, calls[0].pid())
	require.Equal(t, 2*time.Microsecond, calls[0].Ended)
	require.Equal(t, "0", calls[1].Result)
	require.Equal(t, []string{"3<pipe:[5]>"}, calls[2].Args)
	require.False(t, calls[2].Returned())
}

func TestCallThatEndedWithItsThreadNeverReturned(t *testing.T) {
	calls := parse(t,
		`10 1.000000 read(3<pipe:[5]>,  <unfinished ...>`,
		`10 1.000001 <... read resumed> <unfinished ...>) = ?`,
		`11 1.000002 read(4<pipe:[5]>,  <detached ...>`)
	require.Len(t, calls, 2)
	for _, call := range calls {
		require.False(t, call.Returned())
		require.Equal(t, "pipe:[5]", fileOf(call.Arg(0)))
	}
}

func TestExecByAnotherThreadIsTheProcesss(t *testing.T) {
	calls := parse(t,
		`12 1.000000 execve("/bin/ls", ["ls"], 0xc0 /* 9 vars */ <pid changed to 10 ...>`,
		`10 1.000001 +++ superseded by execve in pid 12 +++`,
		`10 1.000002 <... execve resumed>) = 0`)
	require.Len(t, calls, 1)
	require.Equal(t, 10, calls[0].Thread)
	require.Equal(t, "0", calls[0].Result)
}

func TestPidOfANamespaceIsTranslated(t *testing.T) {
	require.Equal(t, 25570, parse(t, `10 1.000000 clone(flags=CLONE_THREAD) = 2 /* 25570 in strace's PID NS */`)[0].pid())
}

func TestLineThatIsCutShortIsLeftOut(t *testing.T) {
	require.Empty(t, parse(t, `10 1.000000 mount("proc", "/pr`, `10 1.0`, `strace: Process 12 attached`))
	_, err := Parse(strings.NewReader(`10 1.000000 <... clone resumed>) = 11`))
	require.ErrorContains(t, err, "line 1")
}

func TestStringsAreTheirBytes(t *testing.T) {
	require.Equal(t, "3\x00ls\x00-d\x00", unquote(`"3\0ls\0-d\0"`))
	require.Equal(t, "容", unquote(`"\345\256\271"`))
	require.Equal(t, "a\"b\\c\n\x1b", unquote(`"a\"b\\c\n\33"`))
	require.Equal(t, "long", unquote(`"long"...`))
	require.Equal(t, "NULL", unquote(`NULL`))
	require.Equal(t, []string{"sh", "-c", "echo, \"]"}, unquoteList(`["sh", "-c", "echo, \"]"]`))
	require.Equal(t, "pipe:[5]", fileOf("3<pipe:[5]>"))
	require.Equal(t, "", fileOf("3"))
}
