// Package subsystems sets limits through cgroup v1: one type for each
// controller, each in a hierarchy of directories of its own. Making a
// directory there makes a group, writing to the files in it sets the group's
// limits, and writing a process id to its cgroup.procs puts that process in.
// See cgroups(7).
package subsystems

// ResourceConfig holds the limits of one container, as the user wrote them.
// An empty field is no limit.
type ResourceConfig struct {
	MemoryLimit string // -m: bytes, or with a unit k, m, g: "100m"
	CpuShare    string // -cpushare: weight against other groups, 1024 being the default: "512"
	CpuSet      string // -cpuset: the cores to run on: "0", "0-2", "0,3"
}

// Subsystem is one controller of cgroup v1. A cgroupPath names a group inside
// its hierarchy, such as "mydocker/1234", wherever that is mounted.
type Subsystem interface {
	// Name is the controller's name in /proc/cgroups: "memory".
	Name() string
	// Set makes the group and sets its limit; without a limit it does nothing.
	Set(cgroupPath string, limits *ResourceConfig) error
	// Apply moves the whole process pid into the group that Set made.
	Apply(cgroupPath string, pid int) error
	// Remove removes the group, if there is one; no process may be left in it.
	Remove(cgroupPath string) error
}

// SubsystemsIns is every controller that a container may be limited by.
var SubsystemsIns = []Subsystem{
	&CpusetSubSystem{},
	&MemorySubSystem{},
	&CpuSubSystem{},
}
