package subsystems

import (
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/stretchr/testify/suite"

	"mydocker/harness/host"
)

// groupSuite names a group for each case, which no other case or run has, and
// removes it after the case, whatever became of the case.
type groupSuite struct {
	suite.Suite
	group string
}

func (s *groupSuite) SetupTest() {
	group := fmt.Sprintf("kit-test-%016x/x", rand.Uint64())
	s.group = group
	t := s.T()
	t.Cleanup(func() { removeGroup(t, group) })
}

// dir is where this machine shows the group of the case. It asks the harness,
// not the code under test.
func (s *groupSuite) dir(controller string) string {
	hierarchy, err := host.FindHierarchy(controller)
	s.Require().NoError(err)
	return filepath.Join(hierarchy.Mountpoint, s.group)
}

// kernelSays is what a file of the group holds; "../cpuset.cpus" is a file of
// the group above.
func (s *groupSuite) kernelSays(controller, file string) string {
	value, err := os.ReadFile(filepath.Join(s.dir(controller), file))
	s.Require().NoError(err)
	return strings.TrimSpace(string(value))
}

// nothingMade asserts that not even the group above was made.
func (s *groupSuite) nothingMade(controller string) {
	s.NoDirExists(filepath.Dir(s.dir(controller)))
}

// removeGroup removes the group and the one above it from every hierarchy. A
// group stays busy for a moment after its last process has ended.
func removeGroup(t *testing.T, group string) {
	hierarchies, err := host.Hierarchies()
	require.NoError(t, err)
	for _, hierarchy := range hierarchies {
		for _, name := range []string{group, filepath.Dir(group)} {
			dir := filepath.Join(hierarchy.Mountpoint, name)
			for deadline := time.Now().Add(host.Patience(5 * time.Second)); ; runtime.Gosched() {
				os.Remove(dir)
				if _, err := os.Stat(dir); os.IsNotExist(err) || time.Now().After(deadline) {
					break
				}
			}
			assert.NoDirExists(t, dir, "a group is left on this machine")
		}
	}
}

// manyThreads tells this test binary to be a process of many threads.
const manyThreads = "KIT_TEST_MANY_THREADS"

func TestMain(m *testing.M) {
	if os.Getenv(manyThreads) == "" {
		os.Exit(m.Run())
	}
	var started sync.WaitGroup
	for range 8 {
		started.Add(1)
		go func() {
			runtime.LockOSThread() // this goroutine is a thread now
			started.Done()
			select {}
		}()
	}
	started.Wait()
	fmt.Println("ready")
	io.Copy(io.Discard, os.Stdin) // until the case, or the tests, are over
}

// startManyThreads starts a process of many threads, for as long as the case
// runs, and returns its pid.
func startManyThreads(t *testing.T) int {
	child := exec.Command("/proc/self/exe")
	child.Env = append(os.Environ(), manyThreads+"=1")
	_, err := child.StdinPipe()
	require.NoError(t, err)
	stdout, err := child.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, child.Start())
	t.Cleanup(func() {
		child.Process.Kill()
		child.Wait()
	})
	ready, err := bufio.NewReader(stdout).ReadString('\n')
	require.NoError(t, err)
	require.Equal(t, "ready\n", ready)
	return child.Process.Pid
}

// groupsOfThreads returns the directory of each thread's group.
func groupsOfThreads(t *testing.T, controller string, pid int) []string {
	hierarchy, err := host.FindHierarchy(controller)
	require.NoError(t, err)
	threads, err := os.ReadDir(filepath.Join("/proc", strconv.Itoa(pid), "task"))
	require.NoError(t, err)
	var dirs []string
	for _, thread := range threads {
		group, err := hierarchy.GroupOf(thread.Name())
		require.NoError(t, err)
		dir, err := hierarchy.Dir(group)
		require.NoError(t, err)
		dirs = append(dirs, dir)
	}
	return dirs
}
