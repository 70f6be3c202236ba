package cgroups

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"mydocker/harness/host"
)

// needControllers is what every case on the real hierarchies needs.
func needControllers(t *testing.T) {
	host.Needs(t, host.Root, host.CgroupV1("cpuset"), host.CgroupV1("memory"), host.CgroupV1("cpu"))
}

// dir is where this machine shows group. It asks the harness, not the code
// under test.
func dir(t *testing.T, controller, group string) string {
	hierarchy, err := host.FindHierarchy(controller)
	require.NoError(t, err)
	return filepath.Join(hierarchy.Mountpoint, group)
}

// removeGroup removes group from every hierarchy. It stays busy for a moment
// after its last process has ended.
func removeGroup(t *testing.T, group string) {
	hierarchies, err := host.Hierarchies()
	require.NoError(t, err)
	for _, hierarchy := range hierarchies {
		dir := filepath.Join(hierarchy.Mountpoint, group)
		for last := time.Now().Add(deadline()); ; runtime.Gosched() {
			os.Remove(dir)
			if _, err := os.Stat(dir); os.IsNotExist(err) || time.Now().After(last) {
				break
			}
		}
		assert.NoDirExists(t, dir, "a group is left on this machine")
	}
}

// startChild starts a process, for as long as the case runs, and returns its pid.
func startChild(t *testing.T) int {
	child := exec.Command("cat")
	_, err := child.StdinPipe()
	require.NoError(t, err)
	require.NoError(t, child.Start())
	t.Cleanup(func() {
		child.Process.Kill()
		child.Wait()
	})
	return child.Process.Pid
}
