package subsystems

import (
	"fmt"
	"strconv"
)

// cpuShares is the group's weight; Linux, Documentation/scheduler/sched-design-CFS.rst.
const cpuShares = "cpu.shares"

// The kernel takes a number outside of these, and silently uses the nearest.
const (
	minShares = 2
	maxShares = 262144
)

// CpuSubSystem gives a container its share of the cores that others want too.
type CpuSubSystem struct{}

// Name is the controller's name: "cpu".
func (s *CpuSubSystem) Name() string { return "cpu" }

// Set gives the group the weight limits.CpuShare, such as "512": half the CPU
// time of a group with the default, 1024, where both want the same core.
func (s *CpuSubSystem) Set(cgroupPath string, limits *ResourceConfig) error {
	if limits.CpuShare == "" {
		return nil
	}
	shares, err := strconv.ParseUint(limits.CpuShare, 10, 64)
	if err != nil || shares < minShares || shares > maxShares {
		return fmt.Errorf("-cpushare %q: not a number from %d to %d", limits.CpuShare, minShares, maxShares)
	}
	dir, err := GetCgroupPath(s.Name(), cgroupPath, true)
	if err != nil {
		return err
	}
	return writeFile(dir, cpuShares, strconv.FormatUint(shares, 10))
}

// Apply moves process pid into the group.
func (s *CpuSubSystem) Apply(cgroupPath string, pid int) error {
	return join(s.Name(), cgroupPath, pid)
}

// Remove removes the group.
func (s *CpuSubSystem) Remove(cgroupPath string) error {
	return remove(s.Name(), cgroupPath)
}
