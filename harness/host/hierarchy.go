package host

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/moby/sys/mountinfo"
	"golang.org/x/sys/unix"
)

// Hierarchy is one mounted cgroup v1 hierarchy; see cgroups(7).
type Hierarchy struct {
	// Controllers are those of the hierarchy: "cpu", "cpuacct".
	Controllers []string
	// Mountpoint is where it is mounted: "/sys/fs/cgroup/cpu,cpuacct".
	Mountpoint string
	// Root is the group that is seen at Mountpoint; "/" on a plain machine.
	Root string
}

// Hierarchies returns the machine's mounted cgroup v1 hierarchies that have
// controllers, each once.
func Hierarchies() ([]Hierarchy, error) {
	mounts, err := mountinfo.GetMounts(mountinfo.FSTypeFilter("cgroup"))
	if err != nil {
		return nil, fmt.Errorf("read the mounts of this machine: %w", err)
	}
	known, err := os.ReadFile("/proc/cgroups")
	if err != nil && !os.IsNotExist(err) { // a kernel without cgroups has none
		return nil, fmt.Errorf("read the controllers of this kernel: %w", err)
	}
	isController := map[string]bool{}
	for _, line := range strings.Split(string(known), "\n") {
		name, _, _ := strings.Cut(line, "\t")
		isController[name] = name != ""
	}
	var hierarchies []Hierarchy
	for _, mount := range mounts {
		var controllers []string
		for _, option := range strings.Split(mount.VFSOptions, ",") {
			if isController[option] {
				controllers = append(controllers, option)
			}
		}
		seen := slices.ContainsFunc(hierarchies, func(h Hierarchy) bool {
			return slices.Equal(h.Controllers, controllers)
		})
		if len(controllers) > 0 && !seen {
			hierarchies = append(hierarchies, Hierarchy{controllers, mount.Mountpoint, mount.Root})
		}
	}
	return hierarchies, nil
}

// FindHierarchy returns the hierarchy with controller, or an error if this
// machine has none.
func FindHierarchy(controller string) (Hierarchy, error) {
	hierarchies, err := Hierarchies()
	if err != nil {
		return Hierarchy{}, err
	}
	for _, hierarchy := range hierarchies {
		if slices.Contains(hierarchy.Controllers, controller) {
			return hierarchy, nil
		}
	}
	return Hierarchy{}, fmt.Errorf("no cgroup v1 hierarchy with %s is mounted: %w", controller, thisMachine().whyNotMounted(controller))
}

// Dir returns the directory, on this machine, of the group that
// /proc/PID/cgroup calls group.
func (h Hierarchy) Dir(group string) (string, error) {
	below, err := filepath.Rel(h.Root, group)
	if err != nil || below == ".." || strings.HasPrefix(below, "../") {
		return "", fmt.Errorf("group %s is outside of what %s shows, %s", group, h.Mountpoint, h.Root)
	}
	return filepath.Join(h.Mountpoint, below), nil
}

// GroupOf returns the group of process or thread pid in the hierarchy, as
// /proc/PID/cgroup has it: "4:memory:/mydocker/1234".
func (h Hierarchy) GroupOf(pid string) (string, error) {
	file := filepath.Join("/proc", pid, "cgroup")
	text, err := os.ReadFile(file)
	if err != nil {
		return "", fmt.Errorf("read the groups of %s: %w", pid, err)
	}
	for _, line := range strings.Split(string(text), "\n") {
		fields := strings.SplitN(line, ":", 3)
		if len(fields) == 3 && slices.Contains(strings.Split(fields[1], ","), h.Controllers[0]) {
			return fields[2], nil
		}
	}
	return "", fmt.Errorf("%s does not mention %s: %s", file, h.Controllers[0], text)
}

// whyNoUse is why no group can be made in a hierarchy that is mounted; nil, if
// one can.
func (h Hierarchy) whyNoUse() *Cause {
	var seen unix.Statfs_t
	over := h.Mountpoint
	err := unix.Statfs(over, &seen)
	for err != nil && over != "/" {
		over = filepath.Dir(over)
		err = unix.Statfs(over, &seen)
	}
	switch {
	case over != h.Mountpoint || seen.Type != unix.CGROUP_SUPER_MAGIC:
		return &Cause{"covered", map[string]any{"Mountpoint": h.Mountpoint, "Over": over}, "sudo umount " + over}
	case seen.Flags&unix.ST_RDONLY != 0:
		return &Cause{"read-only", map[string]any{"Mountpoint": h.Mountpoint}, "sudo mount -o remount,rw " + h.Mountpoint}
	}
	return nil
}
