package mydocker

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"time"
)

// limit writes the limits of a sandbox into the group around it.
func (s Sandbox) limit(controllers []string, dir string) error {
	const period = 100000 // µs: sched-bwc.rst
	for _, limit := range []struct{ controller, file, value string }{
		{"memory", "memory.limit_in_bytes", strconv.FormatInt(s.Memory, 10)},
		{"memory", "memory.memsw.limit_in_bytes", strconv.FormatInt(s.Memory, 10)},
		{"pids", "pids.max", strconv.Itoa(s.Processes)},
		{"cpu", "cpu.cfs_quota_us", strconv.Itoa(int(s.Cores * period))},
	} {
		if !slices.Contains(controllers, limit.controller) {
			continue
		}
		file := filepath.Join(dir, limit.file)
		if _, err := os.Stat(file); os.IsNotExist(err) && limit.file == "memory.memsw.limit_in_bytes" {
			continue // a kernel that does not count swap
		}
		if err := os.WriteFile(file, []byte(limit.value), 0); err != nil {
			return fmt.Errorf("limit the sandbox: %w", err)
		}
	}
	return nil
}

// give gives the sandbox's root what it needs to make groups in dir, and to
// put processes into it. The limits in dir itself stay this machine's.
func (s Sandbox) give(dir string) error {
	for _, name := range []string{"", "tasks", "cgroup.procs"} {
		if err := os.Chown(filepath.Join(dir, name), s.FirstID, s.FirstID); err != nil {
			return fmt.Errorf("give the sandbox its group: %w", err)
		}
	}
	return nil
}

// mostGroups is how many groups a sandbox may have made, in all hierarchies:
// far more than any runtime needs at once.
const mostGroups = 1000

// watchGroups ends all that runs in a sandbox which makes groups without end, as
// long as its first process lives. No controller of cgroup v1 limits them: the
// memory that they take is nobody's, and this machine has 65,535 ids for those of
// the memory controller.
func (g *Guard) watchGroups(first *os.Process) {
	for !Ended(first.Pid) {
		time.Sleep(100 * time.Millisecond)
		made := 0
		for _, group := range g.groups {
			group.walk(func(int, string, string) { made++ })
		}
		if made > mostGroups {
			first.Kill()
			return
		}
	}
}
