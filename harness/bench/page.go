package bench

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"time"
)

// Page is all that was measured.
type Page struct {
	// Machine is what it was measured on, a line each.
	Machine  []string
	Sections []Section
}

// Markdown writes the page.
func (p Page) Markdown() string {
	text := "# Benchmarks\n\nWritten by `make bench`. All figures are of one run on one machine, and are compared with each other " +
		"alone: what disturbs the machine disturbs all rows of a table, which take turns. Times are medians, and beside them is where the " +
		"middle half of them lies. Nothing here is a test.\n\n```\n" + strings.Join(p.Machine, "\n") + "\n```\n"
	for _, section := range p.Sections {
		text += "\n" + section.Markdown()
	}
	return text
}

// versions are how programs say theirs.
var versions = [][]string{
	{"go", "version"},
	{"gcc", "--version"},
	{"runc", "--version"},
	{"crun", "--version"},
	{"bwrap", "--version"},
	{"unshare", "--version"},
}

// Machine says what machine this is: the kernel, the cores, the memory, how busy
// it is, and the versions of the programs.
func Machine() []string {
	release, _ := os.ReadFile("/proc/sys/kernel/osrelease")
	load, _ := os.ReadFile("/proc/loadavg")
	lines := []string{
		time.Now().UTC().Format("2006-01-02 15:04 MST"),
		fmt.Sprintf("Linux %s, %d cores: %s", strings.TrimSpace(string(release)), runtime.NumCPU(), lineOf("/proc/cpuinfo", "model name")),
		"memory: " + lineOf("/proc/meminfo", "MemTotal"),
		"load in the last minutes (1, 5, 15), before: " + strings.Join(strings.Fields(string(load))[:3], " "),
	}
	for _, line := range versions {
		said, err := exec.Command(line[0], line[1:]...).Output()
		first, _, _ := strings.Cut(string(said), "\n")
		if err != nil {
			first = line[0] + ": " + err.Error()
		}
		lines = append(lines, first)
	}
	return lines
}

// lineOf is the first value of a name in a file such as /proc/meminfo.
func lineOf(file, name string) string {
	text, _ := os.ReadFile(file)
	for _, line := range strings.Split(string(text), "\n") {
		if key, value, is := strings.Cut(line, ":"); is && strings.TrimSpace(key) == name {
			return strings.TrimSpace(value)
		}
	}
	return "unknown"
}
