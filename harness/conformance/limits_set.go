package conformance

import (
	"golang.org/x/sys/unix"

	"mydocker/harness/host"
)

// LimitsSet asks whether a limit is set where the command runs.
type LimitsSet struct{ Suite }

var (
	needsMemory = []host.Requirement{host.Root, host.CgroupV1("memory")}
	needsLimits = []host.Requirement{host.Root, host.CgroupV1("memory"), host.CgroupV1("cpu"), host.CgroupV1("cpuset")}
)

func (s *LimitsSet) TestMemoryLimitIsSetWhereTheCommandRuns() {
	s.Needs(needsMemory...)
	c := s.Start("run", "-ti", "-m", "100m", s.Probe())
	s.Reads(c.Cgroup("memory"), "memory.limit_in_bytes", "104857600")
}

func (s *LimitsSet) TestUnitsAreKilobytesMegabytesAndGigabytes() {
	s.Needs(needsMemory...)
	for limit, bytes := range map[string]string{"102400k": "104857600", "1g": "1073741824", "67108864": "67108864"} {
		s.Reads(s.Start("run", "-ti", "-m", limit, s.Probe()).Cgroup("memory"), "memory.limit_in_bytes", bytes)
	}
}

// Reads waits until a file of the group says so: a runtime whose command may
// run before it is limited may also set the limit after it has joined.
func (s *Suite) Reads(group Group, file, value string) {
	s.Becomes(func() bool { return group.Read(file) == value })
	s.Equal(value, group.Read(file), file)
}

func (s *LimitsSet) TestCoresMayBeARange() {
	s.Needs(host.Root, host.CgroupV1("cpuset"), host.Cores(2))
	first, second := s.cores()[0], s.cores()[1]
	list := itoa(first) + "-" + itoa(second)
	if second != first+1 {
		list = itoa(first) + "," + itoa(second)
	}
	c := s.Start("run", "-ti", "-cpuset", list, s.Probe())
	s.Reads(c.Cgroup("cpuset"), "cpuset.cpus", list)
}

func (s *LimitsSet) TestSwapIsLimitedWithMemory() {
	s.Needs(append(needsMemory, host.SwapAccounting)...)
	c := s.Start("run", "-ti", "-m", "100m", s.Probe())
	s.Reads(c.Cgroup("memory"), "memory.memsw.limit_in_bytes", "104857600")
}

func (s *LimitsSet) TestCpuSharesAreSetWhereTheCommandRuns() {
	s.Needs(host.Root, host.CgroupV1("cpu"))
	c := s.Start("run", "-ti", "-cpushare", "512", s.Probe())
	s.Reads(c.Cgroup("cpu"), "cpu.shares", "512")
}

func (s *LimitsSet) TestCommandRunsOnItsCoreAlone() {
	s.Needs(host.Root, host.CgroupV1("cpuset"), host.Cores(2))
	core := itoa(s.cores()[1])
	c := s.Start("run", "-ti", "-cpuset", core, s.Probe())
	group := c.Cgroup("cpuset")
	s.Reads(group, "cpuset.cpus", core)
	s.NotEmpty(group.Read("cpuset.mems"), "cpuset.mems")
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
