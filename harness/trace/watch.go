package trace

import (
	"errors"
	"slices"
	"strings"
)

// watcher looks through the calls of a run for what is worth seeing.
type watcher struct {
	*family
	binary  string
	command []string // that it was told to run
	pipes   map[string]pipe
	became  bool            // init has become the command
	entered map[string]bool // hierarchies in which a thread of run has put itself into a cgroup
	events  []Event
}

// pipe is one that was made in the run.
type pipe struct {
	readByRun bool // as Go reads whether a program could be started
}

// Watch makes a run's life of its calls. Binary is the runtime as it was
// started, and command what it was told to run.
func Watch(calls []Call, binary string, command []string) (Life, error) {
	start := startOf(calls, binary)
	if start < 0 {
		return Life{}, errors.New("the runtime never started")
	}
	calls = calls[start:]
	w := &watcher{family: familyOf(calls, calls[0].Thread), binary: binary, command: command, entered: map[string]bool{}}
	w.findPipes(calls)
	for i, call := range calls {
		if i == 0 {
			w.add(Event{Kind: Start, Lane: Run, Args: unquoteList(call.Arg(1))}, call)
			continue
		}
		w.look(call)
	}
	for i := range w.events {
		w.events[i].At -= calls[0].Began
	}
	slices.SortStableFunc(w.events, func(a, b Event) int { return int(a.At - b.At) })
	return Life{tidy(w.events), w.run, w.init}, nil
}

// findPipes notes the pipes that run or init have made, and who reads them.
func (w *watcher) findPipes(calls []Call) {
	w.pipes = map[string]pipe{}
	for _, call := range calls {
		switch {
		case isPipe(call):
			w.pipes[pipeMadeBy(call)] = pipe{}
		case call.Name == "read" && !w.of[call.Thread].inside:
			if p, made := w.pipes[fileOf(call.Arg(0))]; made {
				p.readByRun = true
				w.pipes[fileOf(call.Arg(0))] = p
			}
		}
	}
}

func isPipe(call Call) bool { return call.Name == "pipe2" || call.Name == "pipe" }

// pipeMadeBy is the pipe's name: of [3<pipe:[39]>, 6<pipe:[39]>] it is pipe:[39].
func pipeMadeBy(call Call) string {
	ends, _ := splitArgs(strings.Trim(call.Arg(0), "["))
	if len(ends) == 0 {
		return ""
	}
	return fileOf(ends[0])
}

// shown reports whether a file is a pipe of interest.
func (w *watcher) shown(file string) bool {
	p, made := w.pipes[file]
	return made && !p.readByRun
}

// add adds an event that is a call's, at the moment when it begins.
func (w *watcher) add(event Event, call Call) {
	if event.At == 0 {
		event.At = call.Began
	}
	if event.Lane == "" {
		if event.Lane = Run; w.of[call.Thread].inside {
			event.Lane = Init
		}
	}
	event.Errno = call.Errno
	if event.Kind != Exit { // which never returns
		event.Hangs = !call.Returned()
	}
	w.events = append(w.events, event)
}

// look adds what is worth seeing of one call.
func (w *watcher) look(call Call) {
	p := w.of[call.Thread]
	if strings.HasPrefix(call.Errno, "ERESTART") {
		return // the kernel makes it again
	}
	if call.Name == exited || call.Name == killed {
		w.lookAtEnd(call)
		return
	}
	if p.inside && w.became {
		return // what the command does is its own affair
	}
	switch call.Name {
	case "execve":
		w.lookAtExec(p, call)
	case "pipe", "pipe2":
		if w.shown(pipeMadeBy(call)) {
			w.add(Event{Kind: Pipe}, call)
		}
	case "read":
		w.lookAtRead(p, call)
	case "wait4", "waitid":
		w.lookAtWait(p, call)
	case "mkdir", "mkdirat", "rmdir", "unlinkat", "open", "openat", "write", "pwrite64":
		w.lookAtFile(call)
	default:
		if isClone(call) {
			w.lookAtClone(call)
			return
		}
		w.lookAtOther(p, call)
	}
}
