package subsystems

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/suite"

	"mydocker/harness/host"
)

type CpusetSuite struct {
	groupSuite
	cpuset CpusetSubSystem
}

func TestCpuset(t *testing.T) { suite.Run(t, new(CpusetSuite)) }

func (s *CpusetSuite) TestCoresAreThoseAskedFor() {
	host.Needs(s.T(), host.Root, host.CgroupV1("cpuset"))
	s.Require().NoError(s.cpuset.Set(s.group, &ResourceConfig{CpuSet: "0"}))
	s.Equal("0", s.kernelSays("cpuset", "cpuset.cpus"))
}

// A group without memory nodes takes no process.
func (s *CpusetSuite) TestMemoryNodesAreThoseOfTheMachine() {
	host.Needs(s.T(), host.Root, host.CgroupV1("cpuset"))
	s.Require().NoError(s.cpuset.Set(s.group, &ResourceConfig{CpuSet: "0"}))
	machine := s.kernelSays("cpuset", "../../cpuset.mems")
	s.NotEmpty(machine)
	s.Equal(machine, s.kernelSays("cpuset", "cpuset.mems"))
	s.Equal(machine, s.kernelSays("cpuset", "../cpuset.mems"))
}

// The group above holds other containers, that may ask for other cores.
func (s *CpusetSuite) TestGroupAboveHasAllCores() {
	host.Needs(s.T(), host.Root, host.CgroupV1("cpuset"), host.Cores(2))
	s.Require().NoError(s.cpuset.Set(s.group, &ResourceConfig{CpuSet: "0"}))
	s.Equal(s.kernelSays("cpuset", "../../cpuset.cpus"), s.kernelSays("cpuset", "../cpuset.cpus"))
}

func (s *CpusetSuite) TestRefusedListIsNamed() {
	host.Needs(s.T(), host.Root, host.CgroupV1("cpuset"))
	for _, list := range []string{"999", "0,999", "a-b", "-1", "1-0", "x", ",", " "} {
		err := s.cpuset.Set(s.group, &ResourceConfig{CpuSet: list})
		s.ErrorContains(err, `-cpuset "`+list+`": `)
		s.Empty(s.kernelSays("cpuset", "cpuset.cpus"), list)
	}
}

// Who asked for a core that is not here reads which ones are.
func (s *CpusetSuite) TestRefusalNamesTheCoresThatAreHere() {
	host.Needs(s.T(), host.Root, host.CgroupV1("cpuset"))
	for _, list := range []string{"999", ","} {
		err := s.cpuset.Set(s.group, &ResourceConfig{CpuSet: list})
		s.ErrorContains(err, s.kernelSays("cpuset", "../../cpuset.cpus"))
	}
}

func (s *CpusetSuite) TestOtherLimitsMakeNoCpusetGroup() {
	host.Needs(s.T(), host.Root, host.CgroupV1("cpuset"))
	s.NoError(s.cpuset.Set(s.group, &ResourceConfig{MemoryLimit: "100m", CpuShare: "512"}))
	s.nothingMade("cpuset")
}

// A directory stands for the hierarchy here: this needs no root.
func (s *CpusetSuite) TestEmptyGroupsInheritFromTheNearestThatIsNot() {
	top := s.cpusets("0-3\n", "0-2\n", "\n", "\n")
	value, err := inherit(filepath.Join(top, "1/2/3"), "cpuset.mems")
	s.NoError(err)
	s.Equal("0-2", value)
	s.Equal([]string{"0-3\n", "0-2\n", "0-2", "0-2"}, s.values(top))
}

func (s *CpusetSuite) TestGroupThatSaysSomethingIsLeftAsItIs() {
	top := s.cpusets("0-3\n", "\n", "\n", "1\n")
	value, err := inherit(filepath.Join(top, "1/2/3"), "cpuset.mems")
	s.NoError(err)
	s.Equal("1", value)
	s.Equal([]string{"0-3\n", "\n", "\n", "1\n"}, s.values(top))
}

func (s *CpusetSuite) TestWhatCannotBeInheritedIsAnError() {
	value, err := inherit(s.cpusets("\n"), "cpuset.mems")
	s.ErrorIs(err, os.ErrNotExist)
	s.Empty(value)
}

// levels are the groups of a made-up hierarchy, from the top down.
var levels = []string{"", "1", "1/2", "1/2/3"}

// cpusets makes a group inside the other, whose cpuset.mems say values.
func (s *CpusetSuite) cpusets(values ...string) string {
	top := s.T().TempDir()
	for level, value := range values {
		dir := filepath.Join(top, levels[level])
		s.Require().NoError(os.MkdirAll(dir, 0o700))
		s.Require().NoError(os.WriteFile(filepath.Join(dir, "cpuset.mems"), []byte(value), 0o600))
	}
	return top
}

func (s *CpusetSuite) values(top string) []string {
	var values []string
	for _, level := range levels {
		value, err := os.ReadFile(filepath.Join(top, level, "cpuset.mems"))
		s.Require().NoError(err)
		values = append(values, string(value))
	}
	return values
}
