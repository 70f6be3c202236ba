package subsystems

import (
	"fmt"
	"path/filepath"
)

// Files of a cpuset group; Linux, Documentation/admin-guide/cgroup-v1/cpusets.rst.
const (
	cpusetCpus = "cpuset.cpus"
	cpusetMems = "cpuset.mems"
)

// CpusetSubSystem keeps a container on some of the machine's cores.
type CpusetSubSystem struct{}

// Name is the controller's name: "cpuset".
func (s *CpusetSubSystem) Name() string { return "cpuset" }

// Set keeps the group on the cores in limits.CpuSet, such as "0" or "0-2,5".
// A new group has no cores and no memory nodes, and a process that would join
// it is refused with ENOSPC: so the memory nodes are taken over from the
// group above, and both are set in there first.
func (s *CpusetSubSystem) Set(cgroupPath string, limits *ResourceConfig) error {
	if limits.CpuSet == "" {
		return nil
	}
	dir, err := GetCgroupPath(s.Name(), cgroupPath, true)
	if err != nil {
		return err
	}
	cores, err := inherit(filepath.Dir(dir), cpusetCpus)
	if err != nil {
		return err
	}
	if _, err := inherit(dir, cpusetMems); err != nil {
		return err
	}
	if err := writeFile(dir, cpusetCpus, limits.CpuSet); err != nil {
		return fmt.Errorf("-cpuset %q: not among the cores here, %s: %w", limits.CpuSet, cores, err)
	}
	// The kernel takes a list that names no core, such as ",".
	if taken, err := readFile(dir, cpusetCpus); err != nil || taken == "" {
		return fmt.Errorf("-cpuset %q: names no core (here: %s)", limits.CpuSet, cores)
	}
	return nil
}

// Apply moves process pid into the group.
func (s *CpusetSubSystem) Apply(cgroupPath string, pid int) error {
	return join(s.Name(), cgroupPath, pid)
}

// Remove removes the group.
func (s *CpusetSubSystem) Remove(cgroupPath string) error {
	return remove(s.Name(), cgroupPath)
}

// inherit returns what the file name of group dir says; where it says
// nothing, it is filled from the group above first. The topmost group always
// says something.
func inherit(dir, name string) (string, error) {
	value, err := readFile(dir, name)
	if err != nil || value != "" {
		return value, err
	}
	value, err = inherit(filepath.Dir(dir), name)
	if err != nil {
		return "", err
	}
	return value, writeFile(dir, name, value)
}
