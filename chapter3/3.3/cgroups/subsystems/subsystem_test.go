package subsystems

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/suite"

	"mydocker/harness/host"
)

// SubsystemSuite holds what is the same for every controller.
type SubsystemSuite struct{ groupSuite }

func TestSubsystem(t *testing.T) { suite.Run(t, new(SubsystemSuite)) }

// every runs a case for each controller that a container may be limited by.
func (s *SubsystemSuite) every(run func(subsystem Subsystem)) {
	for _, subsystem := range SubsystemsIns {
		s.Run(subsystem.Name(), func() {
			host.Needs(s.T(), host.Root, host.CgroupV1(subsystem.Name()))
			run(subsystem)
		})
	}
}

func (s *SubsystemSuite) TestTheThreeOfTheChapterAreListed() {
	var names []string
	for _, subsystem := range SubsystemsIns {
		names = append(names, subsystem.Name())
	}
	s.ElementsMatch([]string{"cpu", "cpuset", "memory"}, names)
}

// A thread that stays outside escapes its limits, and it may be the one that
// becomes the command.
func (s *SubsystemSuite) TestEveryThreadIsMovedIntoTheGroup() {
	s.every(func(subsystem Subsystem) {
		s.Require().NoError(subsystem.Set(s.group, allLimits()))
		pid := startManyThreads(s.T())
		s.Require().NoError(subsystem.Apply(s.group, pid))
		groups := groupsOfThreads(s.T(), subsystem.Name(), pid)
		s.Greater(len(groups), 8)
		for _, group := range groups {
			s.Equal(s.dir(subsystem.Name()), group)
		}
	})
}

// A limit whose group somebody took away must not pass for one that holds.
func (s *SubsystemSuite) TestApplyWithoutAGroupIsAnError() {
	s.every(func(subsystem Subsystem) {
		pid := startManyThreads(s.T())
		s.ErrorIs(subsystem.Apply(s.group, pid), os.ErrNotExist)
		s.nothingMade(subsystem.Name())
	})
}

// The pid is that of no process: past the largest that Linux ever gives.
func (s *SubsystemSuite) TestApplyToAProcessThatIsGoneIsAnError() {
	s.every(func(subsystem Subsystem) {
		s.Require().NoError(subsystem.Set(s.group, allLimits()))
		s.ErrorContains(subsystem.Apply(s.group, 1<<22+1), "4194305")
	})
}

func (s *SubsystemSuite) TestRemoveRemovesTheGroup() {
	s.every(func(subsystem Subsystem) {
		s.Require().NoError(subsystem.Set(s.group, allLimits()))
		s.Require().DirExists(s.dir(subsystem.Name()))
		s.NoError(subsystem.Remove(s.group))
		s.NoDirExists(s.dir(subsystem.Name()))
	})
}

func (s *SubsystemSuite) TestRemoveOfAnAbsentGroupIsNoError() {
	s.every(func(subsystem Subsystem) {
		s.NoError(subsystem.Remove(s.group))
	})
}

// The process is killed only after remove has begun: it has to try again.
func (s *SubsystemSuite) TestRemoveWaitsForTheLastProcessToLeave() {
	s.every(func(subsystem Subsystem) {
		s.Require().NoError(subsystem.Set(s.group, allLimits()))
		pid := startManyThreads(s.T())
		s.Require().NoError(subsystem.Apply(s.group, pid))
		child, err := os.FindProcess(pid)
		s.Require().NoError(err)
		defer time.AfterFunc(20*time.Millisecond, func() { child.Kill() }).Stop()
		s.NoError(subsystem.Remove(s.group))
		s.NoDirExists(s.dir(subsystem.Name()))
	})
}

// On a path that is no group, os.WriteFile would make a file and look fine.
func (s *SubsystemSuite) TestWriteFileMakesNoFile() {
	dir := s.T().TempDir()
	err := writeFile(dir, "cpu.shares", "512")
	s.ErrorIs(err, os.ErrNotExist)
	s.ErrorContains(err, `set cpu.shares to "512"`)
	s.NoFileExists(filepath.Join(dir, "cpu.shares"))
}

func (s *SubsystemSuite) TestWhatTheKernelRefusesIsAnError() {
	err := writeFile("/dev", "full", "512")
	s.ErrorContains(err, `set full to "512": `)
	s.ErrorContains(err, "no space left on device")
}

func (s *SubsystemSuite) TestReadFileLeavesTheNewlineOut() {
	dir := s.T().TempDir()
	s.Require().NoError(os.WriteFile(filepath.Join(dir, "cpuset.cpus"), []byte("0-2,5\n"), 0o600))
	value, err := readFile(dir, "cpuset.cpus")
	s.NoError(err)
	s.Equal("0-2,5", value)
	_, err = readFile(dir, "cpuset.mems")
	s.ErrorIs(err, os.ErrNotExist)
}

// allLimits asks something of every controller.
func allLimits() *ResourceConfig {
	return &ResourceConfig{MemoryLimit: "100m", CpuShare: "512", CpuSet: "0"}
}
