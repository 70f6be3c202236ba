package doctor

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"

	"mydocker/harness/host"
)

// Leftover is a cgroup v1 group of a guard of the kit's, or of a container of
// the chapter's programs, whose owner is gone; or may be.
type Leftover struct {
	// Dir is where it is: "/sys/fs/cgroup/memory/mydocker/4026531836-12-9f86d081".
	Dir string
	// Foreign says that its owner is in another PID namespace: whether that
	// is gone cannot be known from here.
	Foreign bool
	// Live are the processes in it and below, as cgroup.procs has them: 0 is
	// one that is not seen from here.
	Live []string
}

// ownedName is how guards and the chapter's programs name their groups: by PID
// namespace, pid in there, and a random number.
var ownedName = regexp.MustCompile(`(?:/mydocker-kit-|/mydocker/)(\d+)-(\d+)-[0-9a-f]{8}$`)

// Leftovers returns those in the hierarchies of this machine.
func Leftovers() ([]Leftover, error) {
	hierarchies, err := host.Hierarchies()
	if err != nil {
		return nil, fmt.Errorf("look for leftover cgroups: %w", err)
	}
	namespace, err := os.Readlink("/proc/self/ns/pid") // such as pid:[4026531836]
	if err != nil {
		return nil, fmt.Errorf("look for leftover cgroups: %w", err)
	}
	var found []Leftover
	for _, hierarchy := range hierarchies {
		found = append(found, leftoversIn(hierarchy.Mountpoint, strings.Trim(namespace, "pid:[]"))...)
	}
	return found, nil
}

// leftoversIn returns those below dir, as seen from that PID namespace.
func leftoversIn(dir, namespace string) (found []Leftover) {
	// A group that ends while this walks is gone: good.
	filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.IsDir() {
			return nil
		}
		name := ownedName.FindStringSubmatch(path)
		if name == nil {
			return nil
		}
		owner, err := strconv.Atoi(name[2])
		foreign := name[1] != namespace
		if err == nil && (foreign || unix.Kill(owner, 0) == unix.ESRCH) {
			found = append(found, Leftover{Dir: path, Foreign: foreign, Live: processesIn(path)})
		}
		return fs.SkipDir // what is in there is the owner's
	})
	return found
}

// processesIn returns the processes in the group and below.
func processesIn(group string) (pids []string) {
	for _, dir := range groupsIn(group) {
		procs, _ := os.ReadFile(filepath.Join(dir, "cgroup.procs"))
		pids = append(pids, strings.Fields(string(procs))...)
	}
	return pids
}

// groupsIn returns the group and those below, deepest first.
func groupsIn(group string) (dirs []string) {
	filepath.WalkDir(group, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && entry.IsDir() {
			dirs = append(dirs, path)
		}
		return nil
	})
	slices.Reverse(dirs)
	return dirs
}

// remove removes the group and those below: the kernel lets go of those alone
// that have no process.
func (l Leftover) remove() error {
	for _, dir := range groupsIn(l.Dir) {
		if err := unix.Rmdir(dir); err != nil && !errors.Is(err, unix.ENOENT) {
			return fmt.Errorf("remove %s: %w", dir, err)
		}
	}
	return nil
}
