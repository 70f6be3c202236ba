package cgroups

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"

	"mydocker/chapter3/3.2/cgroups/subsystems"
)

// parentGroup holds the groups of all containers, of every run.
const parentGroup = "mydocker"

// NewPath names a group for a container of this process, such as
// "mydocker/4026531836-1234-9f86d081": the PID namespace and the pid in there
// say whose it is, and the rest keeps it apart from one that an earlier
// process with that pid may have left.
func NewPath() string {
	return fmt.Sprintf("%s/%s%d-%08x", parentGroup, namespacePrefix(), os.Getpid(), rand.Uint32())
}

// namespacePrefix begins the names of this PID namespace's groups. A pid says
// nothing of a process in another one.
func namespacePrefix() string {
	link, _ := os.Readlink("/proc/self/ns/pid") // such as pid:[4026531836]
	return strings.Trim(link, "pid:[]") + "-"
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
	ours := namespacePrefix()
	for _, group := range groups {
		owner, isOurs := strings.CutPrefix(group.Name(), ours)
		pid, _, _ := strings.Cut(owner, "-")
		run, err := strconv.Atoi(pid)
		if isOurs && err == nil && unix.Kill(run, 0) == unix.ESRCH {
			os.Remove(filepath.Join(parent, group.Name()))
		}
	}
	os.Remove(parent)
}
