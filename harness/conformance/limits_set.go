package conformance

import (
	"golang.org/x/sys/unix"

	"mydocker/harness/host"
)

// LimitsSet asks whether a limit is set where the command runs.
type LimitsSet struct{ Suite }

var needsMemory = []host.Requirement{host.Root, host.CgroupV1("memory")}

func (s *LimitsSet) TestMemoryLimitIsSetWhereTheCommandRuns() {
	s.Needs(needsMemory...)
	c := s.Start("run", "-ti", "-m", "100m", s.Probe())
	s.Equal("104857600", c.Cgroup("memory").Read("memory.limit_in_bytes"))
}

func (s *LimitsSet) TestSwapIsLimitedWithMemory() {
	s.Needs(append(needsMemory, host.SwapAccounting)...)
	c := s.Start("run", "-ti", "-m", "100m", s.Probe())
	group := c.Cgroup("memory")
	s.True(s.Becomes(func() bool { return group.Read("memory.memsw.limit_in_bytes") == "104857600" }),
		"memory.memsw.limit_in_bytes is %s", group.Read("memory.memsw.limit_in_bytes"))
}

func (s *LimitsSet) TestCpuSharesAreSetWhereTheCommandRuns() {
	s.Needs(host.Root, host.CgroupV1("cpu"))
	c := s.Start("run", "-ti", "-cpushare", "512", s.Probe())
	s.Equal("512", c.Cgroup("cpu").Read("cpu.shares"))
}

func (s *LimitsSet) TestCommandRunsOnItsCoreAlone() {
	s.Needs(host.Root, host.CgroupV1("cpuset"), host.Cores(2))
	core := itoa(s.cores()[1])
	c := s.Start("run", "-ti", "-cpuset", core, s.Probe())
	group := c.Cgroup("cpuset")
	s.Equal(core, group.Read("cpuset.cpus"))
	s.NotEmpty(group.Read("cpuset.mems"))
	allowed, err := c.Status("Cpus_allowed_list")
	s.Equal(core, must(&s.Suite, allowed, err), "Cpus_allowed_list")
}

// cores returns the cores that this process may run on.
func (s *Suite) cores() []int {
	var set unix.CPUSet
	s.Require().NoError(unix.SchedGetaffinity(0, &set))
	var cores []int
	for core := 0; len(cores) < set.Count(); core++ {
		if set.IsSet(core) {
			cores = append(cores, core)
		}
	}
	return cores
}
