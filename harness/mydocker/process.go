package mydocker

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

// process is what /proc says of one process, by its pid on this machine.
type process struct {
	pid, parent int
	state       string // one letter: R, S, D, Z, ...
	command     string // its name, in short
	ticks       int    // of 10 ms, that cores have worked for it: utime and stime
	threads     int
}

// readProcess reads /proc/PID/stat: "412 (sh) S 400 ..."; the name in
// parentheses may itself have any characters. See proc_pid_stat(5).
func readProcess(pid int) (process, error) {
	text, err := readStat(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return process{}, err
	}
	open, end := strings.IndexByte(string(text), '('), strings.LastIndexByte(string(text), ')')
	if open < 0 || end < open {
		return process{}, fmt.Errorf("/proc/%d/stat: %q", pid, text)
	}
	fields := strings.Fields(string(text[end+1:]))
	if len(fields) < 18 {
		return process{}, fmt.Errorf("/proc/%d/stat: %q", pid, text)
	}
	parent, err := strconv.Atoi(fields[1])
	user, _ := strconv.Atoi(fields[11])
	kernel, _ := strconv.Atoi(fields[12])
	threads, _ := strconv.Atoi(fields[17])
	return process{pid, parent, fields[0], string(text[open+1 : end]), user + kernel, threads}, err
}

// readStat reads a stat file of /proc, which is shorter than a page. The suites
// do little else as often, and os.ReadFile makes three times the system calls.
func readStat(path string) ([]byte, error) {
	file, err := unix.Open(path, unix.O_RDONLY|unix.O_CLOEXEC, 0)
	if err != nil {
		return nil, err
	}
	defer unix.Close(file)
	text := make([]byte, 4096)
	n, err := unix.Read(file, text)
	return text[:max(n, 0)], err
}

// ended reports whether the process is a zombie, or less. Its state is that of its
// first thread, which may end before the others: what they are in is not empty then.
func (p process) ended() bool { return (p.state == "Z" || p.state == "X") && p.threads <= 1 }

func (p process) String() string {
	return fmt.Sprintf("%d %s (state %s, parent %d)", p.pid, p.command, p.state, p.parent)
}

// descendants returns the processes below some, parents before children. A
// process that ends meanwhile is left out.
func descendants(pids ...int) []process {
	children := map[int][]process{}
	for _, id := range numbersIn("/proc") {
		if p, err := readProcess(id); err == nil {
			children[p.parent] = append(children[p.parent], p)
		}
	}
	var found []process
	queue := slices.Clone(pids)
	for len(queue) > 0 {
		found = append(found, children[queue[0]]...)
		for _, child := range children[queue[0]] {
			queue = append(queue, child.pid)
		}
		queue = queue[1:]
	}
	return found
}

// numbersIn returns the names in a directory that are numbers: of processes in
// /proc, of threads in /proc/PID/task.
func numbersIn(path string) (numbers []int) {
	dir, err := os.Open(path)
	if err != nil {
		return nil
	}
	defer dir.Close()
	names, _ := dir.Readdirnames(-1)
	for _, name := range names {
		if number, err := strconv.Atoi(name); err == nil {
			numbers = append(numbers, number)
		}
	}
	return numbers
}

// StatusField returns a field of /proc/PID/status, such as "NSpid": "412\t1".
func StatusField(pid int, name string) (string, error) {
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
