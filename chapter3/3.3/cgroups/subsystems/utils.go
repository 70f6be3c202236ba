package subsystems

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// mountpoints is what FindCgroupMountpoint has found, by subsystem: run asks
// eight times for each that it limits, and they stay where they are meanwhile.
var mountpoints sync.Map

// FindCgroupMountpoint returns where the cgroup v1 hierarchy of subsystem,
// such as "memory", is mounted, and keeps it in mountpoints. The error is
// os.ErrNotExist if it is not mounted.
func FindCgroupMountpoint(subsystem string) (string, error) {
	if mountpoint, found := mountpoints.Load(subsystem); found {
		return mountpoint.(string), nil
	}
	mountinfo, err := os.Open("/proc/self/mountinfo")
	if err != nil {
		return "", fmt.Errorf("find the %s controller: %w", subsystem, err)
	}
	defer mountinfo.Close()
	mountpoint, err := findMountpoint(mountinfo, subsystem)
	if err == nil {
		mountpoints.Store(subsystem, mountpoint)
	}
	return mountpoint, err
}

// findMountpoint reads lines as proc_pid_mountinfo(5) has them:
//
//	34 25 0:29 / /sys/fs/cgroup/memory rw,relatime shared:13 - cgroup cgroup rw,memory
//	(1)(2)(3) (4)(5)                   (6)         (7)      (8)(9)   (10)   (11)
//
// (4) is the part of the hierarchy that is seen at (5); there may be any
// number of fields (7); (9) is the type, (11) holds the controllers.
func findMountpoint(mountinfo io.Reader, subsystem string) (string, error) {
	partial := ""
	lines := bufio.NewScanner(mountinfo)
	for lines.Scan() {
		mount, filesystem, _ := strings.Cut(lines.Text(), " - ")
		mountFields, filesystemFields := strings.Split(mount, " "), strings.Split(filesystem, " ")
		if len(mountFields) < 6 || len(filesystemFields) < 3 || filesystemFields[0] != "cgroup" {
			continue
		}
		if !slices.Contains(strings.Split(filesystemFields[2], ","), subsystem) {
			continue
		}
		root, mountpoint := mountFields[3], unescape.Replace(mountFields[4])
		if root == "/" {
			return mountpoint, nil
		}
		if partial == "" {
			partial = mountpoint
		}
	}
	if err := lines.Err(); err != nil {
		return "", fmt.Errorf("find the %s controller: %w", subsystem, err)
	}
	if partial == "" {
		return "", fmt.Errorf("cgroup v1 with the %s controller is not mounted here; it is on a machine "+
			"booted with systemd.unified_cgroup_hierarchy=0: %w", subsystem, os.ErrNotExist)
	}
	return partial, nil
}

// unescape turns back what the kernel writes for characters that would break
// the fields of mountinfo.
var unescape = strings.NewReplacer(`\040`, " ", `\011`, "\t", `\012`, "\n", `\134`, `\`)

// GetCgroupPath returns the directory of the group cgroupPath, such as
// "mydocker/1234", in subsystem's hierarchy. If it does not exist it is
// made where autoCreate is set, and otherwise the error is os.ErrNotExist.
func GetCgroupPath(subsystem, cgroupPath string, autoCreate bool) (string, error) {
	mountpoint, err := FindCgroupMountpoint(subsystem)
	if err != nil {
		return "", err
	}
	dir := filepath.Join(mountpoint, cgroupPath)
	if !autoCreate {
		_, err = os.Stat(dir)
	} else {
		err = os.MkdirAll(dir, 0o755)
		// Containers that start and end may make the group above, or take
		// it away, just as this one is made in it.
		for tries := 0; err != nil && tries < 100; tries++ {
			err = os.MkdirAll(dir, 0o755)
		}
	}
	if err != nil {
		return "", fmt.Errorf("%s cgroup: %w", subsystem, err)
	}
	return dir, nil
}
