package mydocker

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"

	"mydocker/harness/host"
)

// Cgroup is the group that the kernel says a process is in, in one hierarchy.
type Cgroup struct {
	// Path is the group's name in the hierarchy.
	Path string
	dir  string
}

// Read returns what a file of the group says, without the last newline.
func (c Cgroup) Read(file string) (string, error) {
	text, err := os.ReadFile(filepath.Join(c.dir, file))
	if err != nil {
		return "", fmt.Errorf("read the group's file: %w", err)
	}
	return strings.TrimSuffix(string(text), "\n"), nil
}

// Has reports whether the group has the file: not every kernel has each.
func (c Cgroup) Has(file string) bool {
	_, err := os.Stat(filepath.Join(c.dir, file))
	return err == nil
}

// Exists reports whether the group is still there.
func (c Cgroup) Exists() bool { return c.Has("") }

// Processes returns the processes in the group.
func (c Cgroup) Processes() ([]int, error) {
	text, err := c.Read("cgroup.procs")
	if err != nil {
		return nil, err
	}
	var pids []int
	for _, line := range strings.Fields(text) {
		pid, err := strconv.Atoi(line)
		if err != nil {
			return nil, fmt.Errorf("cgroup.procs: %w", err)
		}
		pids = append(pids, pid)
	}
	return pids, nil
}

// cgroupOf returns the group of a process, or thread "PID/task/TID".
func cgroupOf(pid, controller string) (Cgroup, error) {
	hierarchy, err := host.FindHierarchy(controller)
	if err != nil {
		return Cgroup{}, err
	}
	path, err := hierarchy.GroupOf(pid)
	if err != nil {
		return Cgroup{}, err
	}
	dir, err := hierarchy.Dir(path)
	return Cgroup{path, dir}, err
}

// CgroupOf returns the group that process pid is in.
func CgroupOf(pid int, controller string) (Cgroup, error) {
	return cgroupOf(strconv.Itoa(pid), controller)
}

// CgroupNow returns the group that the command is in at this moment.
func (c *Container) CgroupNow(controller string) (Cgroup, error) {
	return CgroupOf(c.PID, controller)
}

// Cgroup waits until the command is in another group of controller than the
// one the runtime was started in, and returns it. It gives up early if nothing
// of the session has been at work for a while: then none will move it.
func (c *Container) Cgroup(controller string) (Cgroup, error) {
	outside, err := c.guard.CallersCgroup(controller)
	if err != nil {
		return Cgroup{}, err
	}
	var group Cgroup
	asleep := sleepWatch{}
	err = waitFor(joinWait(), func() (err error) {
		idle := asleep.settled(c.family()...)
		if group, err = c.CgroupNow(controller); err != nil {
			return err
		}
		if group != outside {
			return nil
		}
		err = fmt.Errorf("the command is still where run was started, in %s of %s", group.Path, controller)
		if idle {
			err = fmt.Errorf("%w (%w)", err, errSettled)
		}
		return err
	}, errSettled)
	return group, err
}

// GroupsAbove returns the groups above one, as State names them: those that a
// runtime may keep for its next container.
func (g *Guard) GroupsAbove(controller string, group Cgroup) (names []string) {
	outermost, err := g.cgroup(controller)
	if err != nil {
		return nil
	}
	for dir := filepath.Dir(group.dir); strings.HasPrefix(dir, outermost.dir+"/"); dir = filepath.Dir(dir) {
		names = append(names, g.stateName(controller, strings.TrimPrefix(dir, outermost.dir)))
	}
	return names
}

// stateName is how State names a group of the guard.
func (g *Guard) stateName(controller, below string) string {
	for _, group := range g.groups {
		if slices.Contains(group.hierarchy.Controllers, controller) {
			controller = group.hierarchy.Controllers[0]
		}
	}
	return controller + ":" + below
}

// RuntimeCgroup returns the group that the runtime's own process is in.
func (s *Session) RuntimeCgroup(controller string) (Cgroup, error) {
	return CgroupOf(s.Pid(), controller)
}

// CallersCgroup returns the group that the guard starts a runtime in.
func (g *Guard) CallersCgroup(controller string) (Cgroup, error) {
	own, err := g.cgroup(controller)
	return Cgroup{own.Path + g.below, own.dir + g.below}, err
}

// cgroup returns the guard's own group.
func (g *Guard) cgroup(controller string) (Cgroup, error) {
	for _, group := range g.groups {
		if slices.Contains(group.hierarchy.Controllers, controller) {
			path, err := filepath.Rel(group.hierarchy.Mountpoint, group.dir)
			return Cgroup{filepath.Join(group.hierarchy.Root, path), group.dir}, err
		}
	}
	return Cgroup{}, fmt.Errorf("the guard has no group of %s", controller)
}

// Take moves process pid, with all of its threads, into the group.
func (c Cgroup) Take(pid int) error {
	if err := os.WriteFile(filepath.Join(c.dir, "cgroup.procs"), []byte(strconv.Itoa(pid)), 0); err != nil {
		return fmt.Errorf("move process %d to %s: %w", pid, c.Path, err)
	}
	return nil
}

// ThreadCgroups returns the group of each thread of process pid, by thread id;
// one that ends meanwhile is left out.
func ThreadCgroups(pid int, controller string) (map[string]string, error) {
	threads, err := os.ReadDir(fmt.Sprintf("/proc/%d/task", pid))
	if err != nil {
		return nil, fmt.Errorf("list the threads of process %d: %w", pid, err)
	}
	groups := map[string]string{}
	for _, thread := range threads {
		group, err := cgroupOf(fmt.Sprintf("%d/task/%s", pid, thread.Name()), controller)
		if errors.Is(err, fs.ErrNotExist) || errors.Is(err, unix.ESRCH) {
			continue
		}
		if err != nil {
			return nil, err
		}
		groups[thread.Name()] = group.Path
	}
	return groups, nil
}
