package look

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// Reader reads what the kernel says of processes.
type Reader struct {
	// Root is above proc and sys: "/".
	Root string
}

// proc returns a path below /proc: of a process, or of "self".
func (r Reader) proc(process string, names ...string) string {
	return filepath.Join(append([]string{r.Root, "proc", process}, names...)...)
}

// status is what is read from /proc/PID/status.
type status struct {
	pid, parent int
	name        string
	// pids are the process's in each PID namespace from that of /proc down to
	// its own: NSpid in proc_pid_status(5).
	pids []int
}

// isFirst reports whether the process is the first of its PID namespace.
func (s status) isFirst() bool { return len(s.pids) > 0 && s.pids[len(s.pids)-1] == 1 }

func (r Reader) status(process string) (status, error) {
	text, err := os.ReadFile(r.proc(process, "status"))
	if err != nil {
		return status{}, fmt.Errorf("read the status of process %s: %w", process, err)
	}
	var read status
	for _, line := range strings.Split(string(text), "\n") {
		key, value, _ := strings.Cut(line, ":")
		value = strings.TrimSpace(value)
		switch key {
		case "Name":
			read.name = value
		case "Pid":
			read.pid, err = strconv.Atoi(value)
		case "PPid":
			read.parent, err = strconv.Atoi(value)
		case "NSpid":
			for _, field := range strings.Fields(value) {
				pid, notNumber := strconv.Atoi(field)
				err = errors.Join(err, notNumber)
				read.pids = append(read.pids, pid)
			}
		}
		if err != nil {
			return status{}, fmt.Errorf("the status of process %s: %q: %w", process, line, err)
		}
	}
	return read, nil
}

// ended reports whether a process has ended or is about to: the kernel takes its
// files and namespaces from it before it is a zombie.
func (r Reader) ended(pid int) bool {
	process := strconv.Itoa(pid)
	_, notThere := os.Stat(r.proc(process, "status"))
	_, noNamespace := os.Readlink(r.proc(process, "ns", "mnt"))
	_, noFiles := os.ReadDir(r.proc(process, "fd"))
	return errors.Is(errors.Join(notThere, noNamespace, noFiles), fs.ErrNotExist)
}

// all returns the status of every process, by pid. One that ends meanwhile is
// left out.
func (r Reader) all() (map[int]status, error) {
	entries, err := os.ReadDir(filepath.Join(r.Root, "proc"))
	if err != nil {
		return nil, fmt.Errorf("list the processes: %w", err)
	}
	found := map[int]status{}
	for _, entry := range entries {
		if _, notNumber := strconv.Atoi(entry.Name()); notNumber != nil {
			continue
		}
		if read, err := r.status(entry.Name()); err == nil {
			found[read.pid] = read
		}
	}
	return found, nil
}

// namespace returns the identity of a process's namespace: the 4026531836 of
// pid:[4026531836].
func (r Reader) namespace(process, kind string) (string, error) {
	link, err := os.Readlink(r.proc(process, "ns", kind))
	if err != nil {
		return "", fmt.Errorf("read a namespace of process %s: %w", process, err)
	}
	return strings.Trim(strings.TrimPrefix(link, kind), ":[]"), nil
}

// command returns how a process was called, or its name if it cannot be known:
// of a kernel thread, or of one that has ended.
func (r Reader) command(s status) string {
	text, _ := os.ReadFile(r.proc(strconv.Itoa(s.pid), "cmdline"))
	if len(text) == 0 {
		return "[" + s.name + "]"
	}
	return strings.ReplaceAll(strings.TrimSuffix(string(text), "\x00"), "\x00", " ")
}

// below returns the processes below pid, parents before children, each with
// how far below it is.
func below(all map[int]status, pid, depth int) (found []Process) {
	var children []int
	for _, s := range all {
		if s.parent == pid && s.pid != pid {
			children = append(children, s.pid)
		}
	}
	slices.Sort(children)
	for _, child := range children {
		found = append(found, Process{PID: child, Parent: pid, Depth: depth})
		found = append(found, below(all, child, depth+1)...)
	}
	return found
}

// Command returns how process pid was called.
func (r Reader) Command(pid int) string {
	s, err := r.status(strconv.Itoa(pid))
	if err != nil {
		return ""
	}
	return r.command(s)
}
