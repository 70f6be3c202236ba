package look

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// shown are the files of a group that are shown, by controller: limit, then
// use. Linux, Documentation/admin-guide/cgroup-v1.
var shown = []struct {
	controller string
	files      []string
}{
	{"memory", []string{"memory.limit_in_bytes", "memory.usage_in_bytes"}},
	{"cpu", []string{"cpu.shares"}},
	{"cpuset", []string{"cpuset.cpus", "cpuset.mems"}},
	{"pids", []string{"pids.max", "pids.current"}},
}

func (r Reader) readGroups(c *Container) error {
	init := strconv.Itoa(c.Init)
	hierarchies, err := r.hierarchies()
	if err != nil {
		return err
	}
	theirs, err := r.groups(init)
	if err != nil {
		return err
	}
	outside := "self"
	if c.Processes[0].PID != c.Init {
		outside = strconv.Itoa(c.Processes[0].PID)
	}
	others, err := r.groups(outside)
	if err != nil {
		return err
	}
	for _, kind := range shown {
		path, known := theirs[kind.controller]
		mount, mounted := hierarchies[kind.controller]
		if !known || !mounted {
			continue
		}
		group := Group{Controllers: kind.controller, Path: path, Own: path != others[kind.controller]}
		below, err := filepath.Rel(mount.root, path)
		if err != nil || strings.HasPrefix(below, "..") {
			c.Groups = append(c.Groups, group) // it is not seen from here
			continue
		}
		dir := filepath.Join(r.Root, mount.at)
		group.Levels = append(group.Levels, r.level(dir, "/", kind.files))
		for _, name := range strings.Split(below, "/") {
			if name == "." {
				continue
			}
			dir = filepath.Join(dir, name)
			group.Levels = append(group.Levels, r.level(dir, name, kind.files))
		}
		c.Groups = append(c.Groups, group)
	}
	return nil
}

// level reads a group. What it has not, such as the limits of the topmost
// group, is left out.
func (r Reader) level(dir, name string, files []string) Level {
	level := Level{Name: name}
	members, _ := os.ReadFile(filepath.Join(dir, "cgroup.procs"))
	level.Processes = len(strings.Fields(string(members)))
	for _, file := range files {
		if text, err := os.ReadFile(filepath.Join(dir, file)); err == nil {
			level.Settings = append(level.Settings, Setting{file, strings.TrimSpace(string(text))})
		}
	}
	return level
}

// hierarchy is where a controller's groups are seen.
type hierarchy struct{ at, root string }

// hierarchies returns this machine's v1 hierarchies by controller.
func (r Reader) hierarchies() (map[string]hierarchy, error) {
	mounts, err := r.mounts("self")
	if err != nil {
		return nil, err
	}
	found := map[string]hierarchy{}
	for _, mount := range mounts {
		if mount.FSType != "cgroup" {
			continue
		}
		for _, option := range strings.Split(mount.VFSOptions, ",") {
			found[option] = hierarchy{mount.Mountpoint, mount.Root}
		}
	}
	return found, nil
}

// groups returns the groups of a process by controller, from lines such as
// 4:memory:/mydocker/1234 in /proc/PID/cgroup.
func (r Reader) groups(process string) (map[string]string, error) {
	text, err := os.ReadFile(r.proc(process, "cgroup"))
	if err != nil {
		return nil, fmt.Errorf("read the groups of process %s: %w", process, err)
	}
	found := map[string]string{}
	for _, line := range strings.Split(string(text), "\n") {
		fields := strings.SplitN(line, ":", 3)
		if len(fields) != 3 {
			continue
		}
		for _, controller := range slices.DeleteFunc(strings.Split(fields[1], ","), func(s string) bool { return s == "" }) {
			found[controller] = fields[2]
		}
	}
	return found, nil
}
