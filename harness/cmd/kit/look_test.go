package main

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"mydocker/harness/look"
	"mydocker/harness/words"
)

// machineWith is a made-up one, with containers that these commands run in.
func machineWith(t *testing.T, commands ...string) look.Reader {
	root := t.TempDir()
	process := func(name string, pid int, pids, command string) {
		dir := filepath.Join(root, "proc", name)
		require.NoError(t, os.MkdirAll(filepath.Join(dir, "ns"), 0o755))
		require.NoError(t, os.WriteFile(filepath.Join(dir, "status"), []byte(fmt.Sprintf("Pid:\t%d\nPPid:\t1\nNSpid:\t%s\n", pid, pids)), 0o644))
		require.NoError(t, os.WriteFile(filepath.Join(dir, "cmdline"), []byte(command), 0o644))
	}
	process("self", 9, "9", "kit")
	for i, command := range commands {
		process(fmt.Sprint(100+i), 100+i, fmt.Sprint(100+i, "\t1"), command)
	}
	return look.Reader{Root: root}
}

func TestContainerIsChosenOrToBeChosen(t *testing.T) {
	say, err := words.In("en")
	require.NoError(t, err)

	init, err := chosenContainer(machineWith(t, "sh"), "", say)
	require.NoError(t, err)
	require.Equal(t, 100, init)

	_, err = chosenContainer(machineWith(t), "", say)
	require.EqualError(t, err, "look: no container is running; start one in another terminal: bin/mydocker-3.3 run -ti sh")

	_, err = chosenContainer(machineWith(t, "sh\x00-c\x00a", "\x1bls"), "", say)
	require.EqualError(t, err, "look: 2 containers are running; say which by the pid in front:\n      100  sh -c a\n      101  \\x1bls")

	_, err = chosenContainer(machineWith(t, "sh"), "55", say)
	require.EqualError(t, err, "look: there is no process 55")

	binary := filepath.Join(t.TempDir(), "mydocker")
	require.NoError(t, os.WriteFile(binary, nil, 0o755))
	_, err = chosenContainer(machineWith(t, "sh"), binary, say)
	require.EqualError(t, err, fmt.Sprintf("look: %s runs no container; start one in another terminal: %s run -ti /bin/sh", binary, binary))
}
