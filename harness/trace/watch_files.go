package trace

import (
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

const cgroupMount = "/sys/fs/cgroup/"

// lookAtFile adds what is done to cgroups, and what run writes into a pipe.
func (w *watcher) lookAtFile(call Call) {
	switch call.Name {
	case "write", "pwrite64":
		w.lookAtWrite(call)
	case "open", "openat":
		path, flags := pathAndNext(call)
		// One that succeeds is seen by what is written.
		if call.Failed() && isCgroup(path) && strings.Contains(flags, "O_WRONLY") || strings.Contains(flags, "O_RDWR") && call.Failed() && isCgroup(path) {
			w.add(w.cgroupWrite(call.Thread, path, ""), call)
		}
	case "mkdir", "mkdirat":
		if path, _ := pathAndNext(call); isCgroup(path) && call.Errno != "EEXIST" {
			w.add(Event{Kind: Mkdir, Subject: hierarchyOf(path), Path: path}, call)
		}
	case "rmdir", "unlinkat":
		path, flags := pathAndNext(call)
		if isCgroup(path) && (call.Name == "rmdir" || strings.Contains(flags, "AT_REMOVEDIR")) {
			w.add(Event{Kind: Rmdir, Subject: hierarchyOf(path), Path: path}, call)
		}
	}
}

func (w *watcher) lookAtWrite(call Call) {
	file, text := fileOf(call.Arg(0)), unquote(call.Arg(1))
	switch {
	case isCgroup(file):
		w.add(w.cgroupWrite(call.Thread, file, strings.TrimSuffix(text, "\n")), call)
	case w.shown(file) && !w.of[call.Thread].inside && text != "":
		w.add(Event{Kind: Send, Detail: text}, call)
	}
}

// cgroupWrite is the event that a thread writes a file of a cgroup.
func (w *watcher) cgroupWrite(thread int, path, value string) Event {
	file := filepath.Base(path)
	event := Event{Kind: Limit, Subject: file, Path: path, Detail: value}
	if file == "cgroup.procs" || file == "tasks" {
		event.Kind, event.Subject = Join, hierarchyOf(path)
		switch pid, _ := strconv.Atoi(value); {
		case value == "0" && !w.of[thread].inside:
			event.Kind = Enter
			if w.entered[event.Subject] {
				event.Kind = Leave
			}
			w.entered[event.Subject] = !w.entered[event.Subject]
			return event
		case pid == 0 && value != "0":
		case w.of[pid] != nil && w.of[pid].pid == w.init:
			event.Detail = string(Init)
		case w.of[pid] != nil && w.of[pid].pid == w.run:
			event.Detail = string(Run)
		}
		if file == "tasks" {
			event.Detail += " (tasks)"
		}
	}
	return event
}

// pathAndNext returns the path of a call that takes one, with the directory
// that it is in where that is given apart, and the argument behind it.
func pathAndNext(call Call) (path, next string) {
	if strings.HasSuffix(call.Name, "at") {
		if path = unquote(call.Arg(1)); !filepath.IsAbs(path) {
			path = filepath.Join(fileOf(call.Arg(0)), path)
		}
		return path, call.Arg(2)
	}
	return unquote(call.Arg(0)), call.Arg(1)
}

func isCgroup(path string) bool { return strings.HasPrefix(path, cgroupMount) }

// hierarchyOf returns memory of /sys/fs/cgroup/memory/mydocker/1.
func hierarchyOf(path string) string {
	name, _, _ := strings.Cut(strings.TrimPrefix(path, cgroupMount), "/")
	return name
}

var numbered = regexp.MustCompile(`[0-9]{3,}`)

// Group returns how a group is called in its hierarchy, with … in the place of
// what is another at each run: of /sys/fs/cgroup/memory/mydocker/4026-1234 it
// is mydocker/….
func Group(path string) string {
	_, group, _ := strings.Cut(strings.TrimPrefix(path, cgroupMount), "/")
	names := strings.Split(group, "/")
	for i, name := range names {
		if numbered.MatchString(name) {
			names[i] = "…"
		}
	}
	return strings.Join(names, "/")
}
