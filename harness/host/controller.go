package host

import (
	"fmt"
	"os"
	"slices"
	"strings"
)

// whyNotMounted explains why no cgroup v1 hierarchy with controller is
// mounted, from /proc/cgroups; see cgroups(7).
func whyNotMounted(controller string) error {
	table, err := os.ReadFile("/proc/cgroups")
	if os.IsNotExist(err) {
		return fmt.Errorf("this kernel has no cgroup v1 (CONFIG_CGROUPS)")
	}
	if err != nil {
		return fmt.Errorf("read the controllers of this kernel: %w", err)
	}
	return explain(controller, string(table))
}

// explain reads the lines of /proc/cgroups: name, hierarchy, groups, enabled.
// The hierarchy is 0 for a controller that is in none of v1.
func explain(controller, table string) error {
	lines := strings.Split(table, "\n")
	at := slices.IndexFunc(lines, func(line string) bool { return strings.HasPrefix(line, controller+"\t") })
	if at < 0 {
		return fmt.Errorf("this kernel has no v1 controller %s (from 6.11 on: CONFIG_MEMCG_V1, from 6.13 on: CONFIG_CPUSETS_V1)", controller)
	}
	fields := strings.Fields(lines[at])
	switch {
	case len(fields) != 4:
		return fmt.Errorf("/proc/cgroups has a line of another form: %q", lines[at])
	case fields[3] == "0":
		return fmt.Errorf("it is switched off on the kernel's command line (cgroup_disable=%s)", controller)
	case fields[1] != "0":
		return fmt.Errorf("it has a v1 hierarchy, which is not mounted here")
	}
	return fmt.Errorf("it is not in v1: this machine was booted with cgroup v2 only")
}
