package host

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"

	"golang.org/x/sys/unix"
)

// machine is what is known of a machine when something is missing: texts as
// the kernel and the distribution give them, "" for one that is not there.
type machine struct {
	cgroups   string // /proc/cgroups
	mountinfo string // /proc/self/mountinfo
	cmdline   string // /proc/cmdline
	config    string // what the kernel was built with
	release   string // "6.1.0-49-amd64"
	osRelease string // os-release(5)
	systemd   int    // its version, where it is what has booted; or 0
	grub      bool   // it has a configuration of GRUB's
	usedByV2  string // the controllers of cgroup v2, by its own word
}

// thisMachine reads what there is; what cannot be read stays unknown.
func thisMachine() machine {
	m := machine{
		cgroups:   textOf("/proc/cgroups"),
		mountinfo: textOf("/proc/self/mountinfo"),
		cmdline:   textOf("/proc/cmdline"),
		osRelease: textOf("/etc/os-release"),
	}
	var name unix.Utsname
	if unix.Uname(&name) == nil {
		m.release = unix.ByteSliceToString(name.Release[:])
	}
	m.config = kernelConfig(m.release)
	if _, err := os.Stat("/run/systemd/system"); err == nil { // sd_booted(3)
		version, _ := exec.Command("systemctl", "--version").Output()
		fmt.Sscanf(string(version), "systemd %d", &m.systemd)
	}
	_, err := os.Stat("/etc/default/grub")
	m.grub = err == nil
	for _, mountpoint := range m.mountpointsOf("cgroup2") {
		m.usedByV2 += " " + textOf(mountpoint+"/cgroup.subtree_control")
	}
	return m
}

func textOf(path string) string {
	text, _ := os.ReadFile(path)
	return string(text)
}

// kernelConfig returns the options that the kernel was built with, from
// wherever the distribution keeps them.
func kernelConfig(release string) string {
	if packed, err := os.Open("/proc/config.gz"); err == nil {
		defer packed.Close()
		if unpacked, err := gzip.NewReader(packed); err == nil {
			text, _ := io.ReadAll(unpacked)
			return string(text)
		}
	}
	for _, path := range []string{"/boot/config-" + release, "/lib/modules/" + release + "/config"} {
		if text := textOf(path); text != "" {
			return text
		}
	}
	return ""
}

// lacks reports whether the kernel is known to be built without option.
func (m machine) lacks(option string) bool {
	return m.config != "" && !strings.Contains("\n"+m.config, "\n"+option+"=")
}

// isFrom reports whether the kernel's release is this one or a later one.
func (m machine) isFrom(major, minor int) bool {
	var a, b int
	fmt.Sscanf(m.release, "%d.%d", &a, &b)
	return a > major || a == major && b >= minor
}

// option returns the word of the kernel's command line by which name is given
// one of values, as "cgroup_disable=memory"; or "".
func (m machine) option(name string, values ...string) string {
	for _, word := range strings.Fields(m.cmdline) {
		key, given, _ := strings.Cut(word, "=")
		if key != name {
			continue
		}
		for _, one := range strings.Split(given, ",") {
			for _, value := range values {
				if one == value {
					return word
				}
			}
		}
	}
	return ""
}

// mountpointsOf returns where filesystems of that type are mounted:
// proc_pid_mountinfo(5).
func (m machine) mountpointsOf(filesystem string) (mountpoints []string) {
	lines := bufio.NewScanner(strings.NewReader(m.mountinfo))
	for lines.Scan() {
		mount, rest, _ := strings.Cut(lines.Text(), " - ")
		fields := strings.Fields(mount)
		if len(fields) >= 5 && strings.HasPrefix(rest, filesystem+" ") {
			mountpoints = append(mountpoints, fields[4])
		}
	}
	return mountpoints
}
