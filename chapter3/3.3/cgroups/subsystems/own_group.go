package subsystems

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
)

// FindOwnGroup returns the group that this process is in, as [GetCgroupPath]
// takes it: "/user.slice"; where only a part of the hierarchy is to be seen,
// without that group, it is "/".
func FindOwnGroup(subsystem string) (string, error) {
	// That of the first thread, wherever the calling one is: proc(5).
	memberships, err := os.Open("/proc/self/cgroup")
	if err != nil {
		return "", fmt.Errorf("find the %s group of run: %w", subsystem, err)
	}
	defer memberships.Close()
	group, err := findGroup(memberships, subsystem)
	if err != nil {
		return "", err
	}
	// As in a container, whose topmost group is another one here.
	_, err = GetCgroupPath(subsystem, group, false)
	if err != nil || strings.HasPrefix(group, "/..") {
		return "/", nil
	}
	return group, nil
}

// IsIn reports whether process pid is in the group.
func IsIn(subsystem, cgroupPath string, pid int) bool {
	dir, err := GetCgroupPath(subsystem, cgroupPath, false)
	if err != nil {
		return false
	}
	processes, err := readFile(dir, "cgroup.procs")
	return err == nil && slices.Contains(strings.Fields(processes), strconv.Itoa(pid))
}

// findGroup reads lines as cgroups(7) has them: "4:cpu,cpuacct:/user.slice".
func findGroup(memberships io.Reader, subsystem string) (string, error) {
	lines := bufio.NewScanner(memberships)
	for lines.Scan() {
		fields := strings.SplitN(lines.Text(), ":", 3)
		if len(fields) == 3 && slices.Contains(strings.Split(fields[1], ","), subsystem) {
			return fields[2], nil
		}
	}
	if err := lines.Err(); err != nil {
		return "", fmt.Errorf("find the %s group of run: %w", subsystem, err)
	}
	return "", fmt.Errorf("find the %s group of run: %w", subsystem, os.ErrNotExist)
}
