package trace

import (
	"path/filepath"
	"strings"
)

// process is one that the traced program is, or has made. Its threads are one.
type process struct {
	pid, parent int
	inside      bool // it is init, or below it
	executes    bool // it has become a program, and not only been made
	unshared    bool // what it makes is in a new PID namespace
}

// family is all processes of a trace, by pid, and the process of each thread.
type family struct {
	run, init int
	of        map[int]*process
}

// familyOf finds out who made whom. A thread may be at work before the call
// that made it returns, so this is looked for first.
func familyOf(calls []Call, run int) *family {
	f := &family{run: run, of: map[int]*process{run: {pid: run, executes: true}}}
	for _, call := range calls {
		if f.of[call.Thread] == nil {
			// Whoever made it did not live to say so.
			f.of[call.Thread] = &process{pid: call.Thread, parent: run, inside: f.init != 0}
		}
		p := f.of[call.Thread]
		switch {
		case isClone(call) && call.pid() > 0:
			f.made(p, call)
		case call.Name == "unshare" && !call.Failed() && strings.Contains(call.Arg(0), "CLONE_NEWPID"):
			p.unshared = true
		case call.Name == "execve" && call.Result == "0":
			p.executes = true
		}
	}
	f.withoutPidNamespace(calls)
	return f
}

// made notes the thread or process that a call has made. It may be known by
// now, from what it did.
func (f *family) made(parent *process, call Call) {
	pid, flags := call.pid(), strings.Join(call.Args, ",")
	if strings.Contains(flags, "CLONE_THREAD") {
		f.of[pid] = parent
		return
	}
	child := &process{pid: pid, parent: parent.pid, inside: parent.inside}
	if known := f.of[pid]; known != nil && known.pid == pid {
		child.executes, child.unshared = known.executes, known.unshared
	}
	f.of[pid] = child
	if f.init == 0 && !parent.inside && (parent.unshared || strings.Contains(flags, "CLONE_NEWPID")) {
		f.init, child.inside = pid, true
	}
}

// withoutPidNamespace takes, where nobody is init, the first that run has made
// and that became a program.
func (f *family) withoutPidNamespace(calls []Call) {
	if f.init != 0 {
		return
	}
	for _, call := range calls {
		if p := f.of[call.Thread]; call.Name == "execve" && call.Result == "0" && p.pid != f.run {
			f.init = p.pid
			break
		}
	}
	for _, p := range f.of {
		for up := p; up != nil && up.pid != f.run; up = f.of[up.parent] {
			p.inside = p.inside || up.pid == f.init
		}
	}
}

func isClone(call Call) bool {
	switch call.Name {
	case "clone", "clone3", "fork", "vfork":
		return true
	}
	return false
}

// startOf returns where in calls the runtime starts: what is before that is
// how it was started.
func startOf(calls []Call, binary string) int {
	for i, call := range calls {
		if call.Name == "execve" && call.Result == "0" && filepath.Clean(unquote(call.Arg(0))) == filepath.Clean(binary) {
			return i
		}
	}
	return -1
}
