package trace

import (
	"path/filepath"
	"strings"
)

// lookAtEnd adds the end of run, and that of init.
func (w *watcher) lookAtEnd(call Call) {
	if call.Thread != w.run && call.Thread != w.init {
		return
	}
	detail := call.Result
	w.add(Event{Kind: Exit, Subject: string(w.laneOf(call.Thread)), Detail: detail}, call)
}

func (w *watcher) laneOf(pid int) Lane {
	if pid == w.init {
		return Init
	}
	return Run
}

func (w *watcher) lookAtExec(p *process, call Call) {
	path, argv := unquote(call.Arg(0)), unquoteList(call.Arg(1))
	event := Event{Kind: Exec, Subject: filepath.Base(path), Path: path, Args: argv}
	isCommand := len(w.command) > 0 && filepath.Base(path) == filepath.Base(w.command[0])
	switch {
	case p.pid == w.init && isCommand:
		event.Kind, event.Subject = Command, ""
		w.became = call.Result == "0"
	case path == "/proc/self/exe" || path == w.binary:
		event.Subject = itself
	}
	w.add(event, call)
}

func (w *watcher) lookAtClone(call Call) {
	child := w.of[call.pid()]
	flags := namespaceFlags(strings.Join(call.Args, ","))
	switch {
	case call.Failed() && flags != "", child != nil && call.pid() == w.init:
		w.add(Event{Kind: Clone, Detail: flags}, call)
	case child == nil || child.pid != call.pid():
		// It failed, or it is a thread.
	case flags != "" || child.executes && !child.inside:
		w.add(Event{Kind: Clone, Subject: helper, Detail: flags}, call)
	}
}

// lookAtWait adds that run has learned of init's end, or waits for ever.
func (w *watcher) lookAtWait(p *process, call Call) {
	status, waited := waitedFor(call)
	switch {
	case p.pid == w.run && !call.Returned():
		w.add(Event{Kind: Wait, At: call.Began}, call)
	case !p.inside && waited == w.init && w.init != 0:
		w.add(Event{Kind: Wait, At: call.Ended, Detail: status}, call)
	}
}

// lookAtRead adds what init reads from a pipe of run's, or waits for.
func (w *watcher) lookAtRead(p *process, call Call) {
	if !p.inside || !w.shown(fileOf(call.Arg(0))) || call.Result == "0" || call.Failed() {
		return // 0 is the end of the pipe
	}
	w.add(Event{Kind: Receive, At: max(call.Ended, call.Began), Detail: unquote(call.Arg(1))}, call)
}
