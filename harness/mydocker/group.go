package mydocker

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sys/unix"

	"mydocker/harness/host"
)

// endWait is how long the guard waits for the kernel to finish what it was
// told: to end a killed process, or to empty a group of it. Where all cores are
// busy, ten seconds have been too few.
func endWait() time.Duration { return host.Patience(30 * time.Second) }

// group is a guard's subtree in one cgroup v1 hierarchy. In the guard it is
// mounted as if it were the whole hierarchy, so that a runtime makes its own
// groups in there, always on a clean host, and none elsewhere.
type group struct {
	hierarchy host.Hierarchy
	dir       string // on this machine
	above     string // of a sandbox: the group around it, with its limits
}

// makeGroups makes a group below this process's own in each hierarchy; for a
// sandbox, one that is its root's, in one that is not.
func makeGroups(sandbox *Sandbox) ([]*group, error) {
	hierarchies, err := host.Hierarchies()
	if err != nil {
		return nil, err
	}
	name := fmt.Sprintf("%s%08x", guardName(), rand.Uint32())
	var groups, left []*group
	for _, hierarchy := range hierarchies {
		own, err := hierarchy.GroupOf("self")
		if err != nil {
			return groups, err
		}
		parent, err := hierarchy.Dir(own)
		if err != nil {
			return groups, err
		}
		left = append(left, abandonedGroups(hierarchy, parent)...)
		g := &group{hierarchy: hierarchy, dir: filepath.Join(parent, name)}
		if sandbox != nil {
			g.above, g.dir = g.dir, filepath.Join(g.dir, "sandbox")
		}
		groups = append(groups, g)
		if err := g.make(sandbox); err != nil {
			return groups, err
		}
	}
	removeAbandoned(left)
	return groups, nil
}

// make makes the group, and that around it if there is to be one.
func (g *group) make(sandbox *Sandbox) error {
	if sandbox != nil {
		err := g.makeDir(g.above)
		if err == nil {
			err = sandbox.limit(g.hierarchy.Controllers, g.above)
		}
		if err == nil {
			err = g.makeDir(g.dir)
		}
		if err == nil {
			err = sandbox.give(g.dir)
		}
		return err
	}
	if err := g.makeDir(g.dir); err != nil {
		return err
	}
	if slices.Contains(g.hierarchy.Controllers, "pids") {
		// A fork bomb stays in here.
		if err := os.WriteFile(filepath.Join(g.dir, "pids.max"), []byte("2000"), 0); err != nil {
			return fmt.Errorf("limit a group's processes: %w", err)
		}
	}
	return nil
}

func (g *group) makeDir(dir string) error {
	if err := os.Mkdir(dir, 0o755); err != nil {
		return fmt.Errorf("make a group: %w", err)
	}
	if !slices.Contains(g.hierarchy.Controllers, "cpuset") {
		return nil
	}
	// A new cpuset group has no cores and no memory nodes: cpuset(7).
	for _, file := range []string{"cpuset.cpus", "cpuset.mems"} {
		value, err := os.ReadFile(filepath.Join(filepath.Dir(dir), file))
		if err == nil {
			err = os.WriteFile(filepath.Join(dir, file), value, 0)
		}
		if err != nil {
			return fmt.Errorf("fill a group's %s: %w", file, err)
		}
	}
	return nil
}

// guardName begins the name of what a guard makes on this machine: it says
// which process is the guard's, by its PID namespace and its pid in there.
func guardName() string { return fmt.Sprintf("%s%d-", guardPrefix(), os.Getpid()) }

func guardPrefix() string {
	namespace, _ := os.Readlink("/proc/self/ns/pid") // such as pid:[4026531836]
	return "mydocker-kit-" + strings.Trim(namespace, "pid:[]") + "-"
}

// abandoned reports whether name is that of something a guard made whose
// process is gone. Of another PID namespace's it cannot tell.
func abandoned(name string) bool {
	rest, ours := strings.CutPrefix(name, guardPrefix())
	pid, _, _ := strings.Cut(rest, "-")
	owner, err := strconv.Atoi(pid)
	return ours && err == nil && unix.Kill(owner, 0) == unix.ESRCH
}

// abandonedGroups returns the groups in parent of guards whose process was
// killed before it could remove them.
func abandonedGroups(hierarchy host.Hierarchy, parent string) (found []*group) {
	entries, _ := os.ReadDir(parent)
	for _, entry := range entries {
		if abandoned(entry.Name()) {
			found = append(found, &group{hierarchy: hierarchy, dir: filepath.Join(parent, entry.Name())})
		}
	}
	return found
}

// removeAbandoned removes them, with what still runs in them, which is in a
// group of each hierarchy.
func removeAbandoned(groups []*group) {
	for _, g := range groups {
		for _, pid := range g.processes() {
			unix.Kill(pid, unix.SIGKILL)
		}
		g.thaw()
	}
	for _, g := range groups {
		g.remove(endWait()) // if it stays, the next guard tries again
	}
}

// joinThread moves the calling thread, and it alone, into the group.
func (g *group) joinThread() error {
	if err := os.WriteFile(filepath.Join(g.dir, "tasks"), []byte("0"), 0); err != nil {
		return fmt.Errorf("join a group: %w", err)
	}
	return nil
}

// mount puts the group in the place of its hierarchy, for a thread whose
// cgroup namespace begins at the group: cgroup_namespaces(7).
func (g *group) mount() error {
	mountpoint := g.hierarchy.Mountpoint
	if err := unix.Unmount(mountpoint, unix.MNT_DETACH); err != nil {
		return fmt.Errorf("unmount %s in the guard: %w", mountpoint, err)
	}
	controllers := strings.Join(g.hierarchy.Controllers, ",")
	if err := unix.Mount("cgroup", mountpoint, "cgroup", 0, controllers); err != nil {
		return fmt.Errorf("mount the guard's %s at %s: %w", controllers, mountpoint, err)
	}
	return nil
}

// MoveHierarchy mounts the guard's hierarchy of controller elsewhere.
func (g *Guard) MoveHierarchy(controller, mountpoint string) error {
	for _, group := range g.groups {
		if slices.Contains(group.hierarchy.Controllers, controller) {
			var err error
			g.Do(func() {
				if err = unix.Mount(group.hierarchy.Mountpoint, mountpoint, "", unix.MS_BIND, ""); err == nil {
					err = unix.Unmount(group.hierarchy.Mountpoint, unix.MNT_DETACH)
				}
			})
			return err
		}
	}
	return fmt.Errorf("the guard has no hierarchy of %s", controller)
}

// StartBelow has a runtime started in a group below the guard's own from now on, in
// each hierarchy, as that of a login session or a service is.
func (g *Guard) StartBelow(name string) error {
	starter := 0
	do(g.work, func() { starter = unix.Gettid() })
	for _, group := range g.groups {
		dir := filepath.Join(group.dir, name)
		err := group.makeDir(dir)
		if err == nil {
			err = os.WriteFile(filepath.Join(dir, "tasks"), []byte(strconv.Itoa(starter)), 0)
		}
		if err != nil {
			return fmt.Errorf("guard: start in a group below: %w", err)
		}
	}
	g.below = "/" + name
	return nil
}

// RemoveGroups removes the groups that were made in the guard. They are empty.
func (g *Guard) RemoveGroups() error {
	var errs []error
	for _, group := range g.groups {
		for _, name := range group.below() {
			errs = append(errs, unix.Rmdir(group.dir+name))
		}
	}
	return errors.Join(errs...)
}

// HideHierarchies leaves the guard without cgroup v1, as on a host that was
// booted with cgroup v2 only.
func (g *Guard) HideHierarchies() error {
	var errs []error
	g.Do(func() {
		for _, group := range g.groups {
			errs = append(errs, unix.Unmount(group.hierarchy.Mountpoint, unix.MNT_DETACH))
		}
	})
	return errors.Join(errs...)
}

// below returns the groups inside this one, deepest first, as they are called
// from within: "/mydocker/1234".
func (g *group) below() (names []string) {
	g.walk(func(_ int, _, name string) { names = append(names, name) })
	return names
}

// processes returns the processes in the group and all below it.
func (g *group) processes() (pids []int) {
	add := func(above int, base, _ string) {
		for _, line := range strings.Fields(readIn(above, base, "cgroup.procs")) {
			if pid, _ := strconv.Atoi(line); pid > 0 { // 0 is one of another PID namespace
				pids = append(pids, pid)
			}
		}
	}
	g.walk(add)
	add(unix.AT_FDCWD, g.dir, "")
	return pids
}

// thaw lets go on what was frozen in groups below, for who is frozen does not
// hear of a kill: freezer-subsystem.rst.
func (g *group) thaw() {
	if slices.Contains(g.hierarchy.Controllers, "freezer") {
		g.walk(func(above int, base, _ string) { writeIn(above, base, "freezer.state", "THAWED") })
	}
}

// remove removes the group and all below it, as soon as they are empty, but
// for no longer than limit.
func (g *group) remove(limit time.Duration) error {
	dirs := []string{g.dir}
	if g.above != "" {
		dirs = append(dirs, g.above)
	}
	return waitFor(limit, func() error {
		g.walk(func(above int, base, _ string) { unix.Unlinkat(above, base, unix.AT_REMOVEDIR) })
		for _, dir := range dirs {
			if err := unix.Rmdir(dir); err != nil && !errors.Is(err, unix.ENOENT) {
				threads, _ := os.ReadFile(filepath.Join(dir, "tasks"))
				return fmt.Errorf("guard: remove group %s: %w; threads in it: %q; groups: %d", dir, err, threads, len(g.below()))
			}
		}
		return nil
	})
}
