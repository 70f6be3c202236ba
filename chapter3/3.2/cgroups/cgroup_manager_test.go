package cgroups

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/stretchr/testify/suite"

	"mydocker/chapter3/3.2/cgroups/subsystems"
)

// controllers are what a manager limits by.
var controllers = []string{"cpuset", "memory", "cpu"}

// ManagerSuite gives each case a manager of a group that no other has, and
// removes the group after the case, whatever became of the case.
type ManagerSuite struct {
	suite.Suite
	manager *CgroupManager
}

func TestManager(t *testing.T) { suite.Run(t, new(ManagerSuite)) }

func (s *ManagerSuite) SetupTest() {
	group := fmt.Sprintf("kit-test-%016x/x", rand.Uint64())
	s.manager = NewCgroupManager(group)
	t := s.T()
	t.Cleanup(func() {
		removeGroup(t, group)
		removeGroup(t, filepath.Dir(group))
	})
}

func (s *ManagerSuite) TestNewManagerMakesNothing() {
	needControllers(s.T())
	for _, controller := range controllers {
		s.NoDirExists(filepath.Dir(dir(s.T(), controller, s.manager.Path)))
	}
}

func (s *ManagerSuite) TestEveryLimitIsSet() {
	needControllers(s.T())
	limits := &subsystems.ResourceConfig{MemoryLimit: "100m", CpuShare: "512", CpuSet: "0"}
	s.Require().NoError(s.manager.Set(limits))
	s.Equal("104857600\n", s.kernelSays("memory", "memory.limit_in_bytes"))
	s.Equal("512\n", s.kernelSays("cpu", "cpu.shares"))
	s.Equal("0\n", s.kernelSays("cpuset", "cpuset.cpus"))
	s.Equal(limits, s.manager.Resource)
}

func (s *ManagerSuite) TestApplyMissesAGroupThatWasTakenAway() {
	needControllers(s.T())
	s.Require().NoError(s.manager.Set(&subsystems.ResourceConfig{MemoryLimit: "100m"}))
	s.Require().NoError(os.Remove(s.dir("memory")))
	s.ErrorIs(s.manager.Apply(os.Getpid()), os.ErrNotExist)
}

func (s *ManagerSuite) TestGroupIsMadeOnlyWhereThereIsALimit() {
	needControllers(s.T())
	s.Require().NoError(s.manager.Set(&subsystems.ResourceConfig{MemoryLimit: "100m"}))
	s.DirExists(s.dir("memory"))
	s.NoDirExists(s.dir("cpu"))
	s.NoDirExists(s.dir("cpuset"))
}

// The memory limit is wrong; the weight, which is right, comes after it.
func (s *ManagerSuite) TestSetStopsAtTheFirstErrorAndDestroyRemovesTheRest() {
	needControllers(s.T())
	err := s.manager.Set(&subsystems.ResourceConfig{CpuSet: "0", MemoryLimit: "abc", CpuShare: "512"})
	s.ErrorContains(err, `-m "abc"`)
	s.DirExists(s.dir("cpuset"))
	s.NoDirExists(s.dir("cpu"))
	s.NoError(s.manager.Destroy())
	s.NoDirExists(s.dir("cpuset"))
}

func (s *ManagerSuite) TestApplyMovesTheProcessIntoEachGroup() {
	needControllers(s.T())
	s.Require().NoError(s.manager.Set(&subsystems.ResourceConfig{MemoryLimit: "100m", CpuShare: "512", CpuSet: "0"}))
	pid := startChild(s.T())
	s.Require().NoError(s.manager.Apply(pid))
	for _, controller := range controllers {
		s.Equal(strconv.Itoa(pid)+"\n", s.kernelSays(controller, "cgroup.procs"))
	}
}

func (s *ManagerSuite) TestApplyWithoutLimitsIsNoError() {
	needControllers(s.T())
	s.Require().NoError(s.manager.Set(&subsystems.ResourceConfig{}))
	s.NoError(s.manager.Apply(startChild(s.T())))
}

// The pid is that of no process: past the largest that Linux ever gives.
func (s *ManagerSuite) TestApplyThatFailsIsAnError() {
	needControllers(s.T())
	s.Require().NoError(s.manager.Set(&subsystems.ResourceConfig{MemoryLimit: "100m"}))
	s.ErrorContains(s.manager.Apply(1<<22+1), "4194305")
}

func (s *ManagerSuite) TestDestroyRemovesEveryGroup() {
	needControllers(s.T())
	s.Require().NoError(s.manager.Set(&subsystems.ResourceConfig{MemoryLimit: "100m", CpuShare: "512", CpuSet: "0"}))
	s.NoError(s.manager.Destroy())
	for _, controller := range controllers {
		s.NoDirExists(s.dir(controller))
	}
	s.NoError(s.manager.Destroy(), "once more, with nothing left")
}

// No group can be looked for below a file: an error in each hierarchy.
func (s *ManagerSuite) TestDestroyGoesOnAfterAnErrorAndReturnsThemAll() {
	needControllers(s.T())
	err := NewCgroupManager("cgroup.procs/x").Destroy()
	for _, controller := range controllers {
		s.ErrorContains(err, controller+" cgroup: ")
	}
}

func (s *ManagerSuite) dir(controller string) string {
	return dir(s.T(), controller, s.manager.Path)
}

func (s *ManagerSuite) kernelSays(controller, file string) string {
	value, err := os.ReadFile(filepath.Join(s.dir(controller), file))
	s.Require().NoError(err)
	return string(value)
}
