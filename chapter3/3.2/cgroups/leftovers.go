package cgroups

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"mydocker/chapter3/3.2/cgroups/subsystems"
)

// parentGroup holds the groups of all containers, of every run.
const parentGroup = "mydocker"

// NewPath names a group for a container of this process: "mydocker/1234-9f86d081".
// The pid says whose it is, and the rest keeps it apart from that of a
// process with the same pid in another PID namespace.
func NewPath() string {
	return fmt.Sprintf("%s/%d-%08x", parentGroup, os.Getpid(), rand.Uint32())
}

// removeLeftovers removes the groups whose run is gone, and then the group
// above them, if none is left. The kernel keeps a group that has a process or
// a group in it, and that is no error here.
func removeLeftovers(subsystem string) {
	parent, err := subsystems.GetCgroupPath(subsystem, parentGroup, false)
	if err != nil {
		return // no such hierarchy, or no group in it
	}
	groups, err := os.ReadDir(parent)
	if err != nil {
		return
	}
	for _, group := range groups {
		pid, _, _ := strings.Cut(group.Name(), "-")
		if _, err := strconv.Atoi(pid); err != nil {
			continue
		}
		if _, err := os.Stat("/proc/" + pid); os.IsNotExist(err) {
			os.Remove(filepath.Join(parent, group.Name()))
		}
	}
	os.Remove(parent)
}
