package mydocker

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// process is what /proc says of one process, by its pid on this machine.
type process struct {
	pid, parent int
	state       string // one letter: R, S, D, Z, ...
	command     string // its name, in short
}

// readProcess reads /proc/PID/stat: "412 (sh) S 400 ..."; the name in
// parentheses may itself have any characters. See proc_pid_stat(5).
func readProcess(pid int) (process, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return process{}, err
	}
	open, end := strings.IndexByte(string(text), '('), strings.LastIndexByte(string(text), ')')
	if open < 0 || end < open {
		return process{}, fmt.Errorf("/proc/%d/stat: %q", pid, text)
	}
	fields := strings.Fields(string(text[end+1:]))
	parent, err := strconv.Atoi(fields[1])
	return process{pid, parent, fields[0], string(text[open+1 : end])}, err
}

func (p process) String() string {
	return fmt.Sprintf("%d %s (state %s, parent %d)", p.pid, p.command, p.state, p.parent)
}

// descendants returns the processes below pid, parents before children. A
// process that ends meanwhile is left out.
func descendants(pid int) []process {
	entries, _ := filepath.Glob("/proc/[0-9]*")
	children := map[int][]process{}
	for _, entry := range entries {
		id, err := strconv.Atoi(filepath.Base(entry))
		if err != nil {
			continue
		}
		if p, err := readProcess(id); err == nil {
			children[p.parent] = append(children[p.parent], p)
		}
	}
	var found []process
	queue := []int{pid}
	for len(queue) > 0 {
		found = append(found, children[queue[0]]...)
		for _, child := range children[queue[0]] {
			queue = append(queue, child.pid)
		}
		queue = queue[1:]
	}
	return found
}

// statusField returns a field of /proc/PID/status, such as "NSpid": "412\t1".
func statusField(pid int, name string) (string, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return "", fmt.Errorf("read the status of process %d: %w", pid, err)
	}
	for _, line := range strings.Split(string(text), "\n") {
		if key, value, found := strings.Cut(line, ":"); found && key == name {
			return strings.TrimSpace(value), nil
		}
	}
	return "", fmt.Errorf("/proc/%d/status has no %s", pid, name)
}
