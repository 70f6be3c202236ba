package host

import (
	"fmt"
	"slices"
	"strings"
)

// builtBy is the option that a kernel has a v1 controller by, and since which
// release that is another one than the option for v2: memory from 6.11 on,
// cpuset from 6.12 on.
var builtBy = map[string]struct {
	option       string
	major, minor int
	before       string
}{
	"memory": {"CONFIG_MEMCG_V1", 6, 11, "CONFIG_MEMCG"},
	"cpuset": {"CONFIG_CPUSETS_V1", 6, 12, "CONFIG_CPUSETS"},
	"cpu":    {"CONFIG_CGROUP_SCHED", 0, 0, ""},
}

// whyNotMounted explains why no cgroup v1 hierarchy with controller is
// mounted; see cgroups(7). It reads the lines of /proc/cgroups: name,
// hierarchy, groups, enabled. The hierarchy is 0 for a controller that is in
// none of v1.
func (m machine) whyNotMounted(controller string) *Cause {
	if off := m.option("cgroup_disable", controller); off != "" {
		return &Cause{"switched-off", map[string]any{"Option": off}, m.bootWithout(off)}
	}
	if off := m.option("cgroup_no_v1", controller, "all"); off != "" {
		return &Cause{"switched-off", map[string]any{"Option": off}, m.bootWithout(off)}
	}
	lines := strings.Split(m.cgroups, "\n")
	at := slices.IndexFunc(lines, func(line string) bool { return strings.HasPrefix(line, controller+"\t") })
	option := m.optionFor(controller)
	if at < 0 || m.lacks(option) {
		return &Cause{"kernel-without", map[string]any{"Release": m.release, "Option": option}, theVM}
	}
	fields := strings.Fields(lines[at])
	switch {
	case len(fields) != 4:
		return &Cause{"another-form", map[string]any{"Line": lines[at]}, theVM}
	case fields[3] == "0":
		off := "cgroup_disable=" + controller
		return &Cause{"switched-off", map[string]any{"Option": off}, m.bootWithout(off)}
	case fields[1] != "0":
		return &Cause{ID: "not-mounted", Command: m.mount(controllersOf(lines, fields[1]))}
	}
	return m.whyNotInV1(controller)
}

// whyNotInV1 explains why controller, which the kernel has, is in no v1
// hierarchy.
func (m machine) whyNotInV1(controller string) *Cause {
	v2 := m.mountpointsOf("cgroup2")
	isV2Only := slices.Contains(v2, "/sys/fs/cgroup")
	switch {
	case isV2Only && m.systemd >= 258:
		return &Cause{"systemd-without", map[string]any{"Version": m.systemd}, theVM}
	case isV2Only:
		return &Cause{ID: "v2-only", Command: m.bootWithV1()}
	case slices.Contains(strings.Fields(m.usedByV2), controller):
		return &Cause{"v2-has-it", map[string]any{"Mountpoint": v2[0]}, m.bootWithV1()}
	}
	return &Cause{ID: "no-hierarchy", Command: m.mount([]string{controller})}
}

// optionFor returns the option by which this kernel would have controller.
func (m machine) optionFor(controller string) string {
	built, known := builtBy[controller]
	switch {
	case m.cgroups == "":
		return "CONFIG_CGROUPS"
	case !known:
		return "CONFIG_CGROUP_" + strings.ToUpper(controller)
	case m.isFrom(built.major, built.minor):
		return built.option
	}
	return built.before
}

// controllersOf returns those that share the hierarchy of that number: one
// cannot be mounted without the others.
func controllersOf(lines []string, hierarchy string) (controllers []string) {
	for _, line := range lines {
		if fields := strings.Fields(line); len(fields) == 4 && fields[1] == hierarchy {
			controllers = append(controllers, fields[0])
		}
	}
	return controllers
}

// mount is the command that mounts the hierarchy of controllers where systemd
// does.
func (m machine) mount(controllers []string) string {
	names := strings.Join(controllers, ",")
	command := fmt.Sprintf("sudo mkdir -p /sys/fs/cgroup/%s && sudo mount -t cgroup -o %[1]s cgroup /sys/fs/cgroup/%[1]s", names)
	if !slices.Contains(m.mountpointsOf("tmpfs"), "/sys/fs/cgroup") {
		command = "sudo mount -t tmpfs cgroup /sys/fs/cgroup && " + command
	}
	return command
}
