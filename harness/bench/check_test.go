package bench

import (
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"mydocker/harness/host"
	"mydocker/harness/oci"
)

// contained is what is seen of a right container, and outside who started it.
var (
	contained = made{
		namespaces: namespaces{"uts": "uts:[2]", "pid": "pid:[2]", "mnt": "mnt:[2]", "net": "net:[2]", "ipc": "ipc:[2]"},
		limits:     [...]string{"104857600", "512", "0"},
		seesItself: true,
	}
	outside = namespaces{"uts": "uts:[1]", "pid": "pid:[1]", "mnt": "mnt:[1]", "net": "net:[1]", "ipc": "ipc:[1]"}
)

func TestRightContainerLacksNothing(t *testing.T) {
	require.NoError(t, contained.lacks(outside, Limits))
	unlimited := contained
	unlimited.limits = [...]string{"9223372036854771712", "1024", "0-1"}
	require.NoError(t, unlimited.lacks(outside, oci.Limits{}))
}

func TestEachNamespaceIsWanted(t *testing.T) {
	for kind := range outside {
		caller := namespaces{}
		for other, link := range outside {
			caller[other] = link
		}
		caller[kind] = contained.namespaces[kind]
		require.EqualError(t, contained.lacks(caller, Limits), "no namespace of its own: "+kind)
	}
}

func TestEachLimitIsWanted(t *testing.T) {
	for i, file := range limitFiles {
		unlimited := contained
		unlimited.limits[i] = "99"
		require.EqualError(t, unlimited.lacks(outside, Limits), file.file+" is 99")
	}
}

func TestProcOfItsOwnIsWanted(t *testing.T) {
	blind := contained
	blind.seesItself = false
	require.EqualError(t, blind.lacks(outside, Limits), "its /proc is another's")
}

// sleeper starts a command that sleeps until the test has ended.
func sleeper(t *testing.T, argv ...string) int {
	command := exec.Command(argv[0], argv[1:]...)
	require.NoError(t, command.Start())
	t.Cleanup(func() {
		command.Process.Kill()
		command.Wait()
	})
	return command.Process.Pid
}

func TestPlainProcessIsNoContainer(t *testing.T) {
	host.Needs(t, host.Proc, host.CgroupV1("memory"), host.CgroupV1("cpu"), host.CgroupV1("cpuset"))
	own, err := namespacesIn("/proc/self/ns", nil)
	require.NoError(t, err)
	seen, err := look(sleeper(t, "sleep", "1000"))
	require.NoError(t, err)
	require.True(t, seen.seesItself, "the host's /proc is that of who is in the host's PID namespace")
	lacks := seen.lacks(own, Limits)
	require.ErrorContains(t, lacks, "no namespace of its own: uts, pid, mnt, net, ipc")
	require.ErrorContains(t, lacks, "memory.limit_in_bytes is ")
}

func TestRuntimeIsAllThatWaitsForTheCommand(t *testing.T) {
	host.Needs(t, host.Proc)
	sleep := sleepCommand()
	shell := sleeper(t, "sh", "-c", "sh -c '"+strings.Join(sleep, " ")+"; :'; :")
	command := 0
	require.True(t, await(patience(), func() bool {
		command = processCalled(sleep)
		return command != 0
	}))
	t.Cleanup(func() {
		if process, err := os.FindProcess(command); err == nil {
			process.Kill()
		}
	})
	memory, err := waiting(shell, command)
	require.NoError(t, err)
	require.Equal(t, 2, memory.processes)
	require.Positive(t, memory.resident)
	require.LessOrEqual(t, memory.proportional, memory.resident)
	_, err = waiting(command, shell)
	require.ErrorContains(t, err, "its command is not below the runtime's process")
}
