package mydocker

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// Point is a moment in the life of one run at which a thread can be held, so
// that a race that is there is lost every time.
type Point int

// The moments.
const (
	// AtFork is when run has made the container's first process, and has not
	// yet gone on; that process runs free.
	AtFork Point = iota
	// AtJoin is each time that run is about to put a process into a cgroup;
	// the container's first process runs free.
	AtJoin
	// AtExec is when the container's first process is about to become the
	// command; run goes on.
	AtExec
	// AtJoinAndExec is both: run is held at each join, and init at its exec,
	// where it then stays.
	AtJoinAndExec
)

func (p Point) String() string {
	return map[Point]string{
		AtFork: "when it had made the container's first process",
		AtJoin: "each time it was about to put a process into a cgroup",
		AtExec: "when init was about to become the command",

		AtJoinAndExec: "each time run was about to put a process into a cgroup, and when init was about to become the command",
	}[p]
}

// follows reports whether init is to be traced too.
func (p Point) follows() bool { return p == AtExec || p == AtJoinAndExec }

// reached reports whether a thread that stopped at a system call is at the
// point, and whether it is init at its exec.
func (p Point) reached(t *tracer, thread int) (reached, atExec bool) {
	number, args, ok := syscallEntry(thread)
	if !ok {
		return false, false
	}
	switch number {
	case unix.SYS_WRITE, unix.SYS_PWRITE64, unix.SYS_WRITEV, unix.SYS_PWRITEV, unix.SYS_PWRITEV2, unix.SYS_SENDFILE,
		unix.SYS_SPLICE, unix.SYS_COPY_FILE_RANGE:
		if p == AtExec {
			return false, false
		}
		written := args[0]
		if number == unix.SYS_SPLICE || number == unix.SYS_COPY_FILE_RANGE {
			written = args[2]
		}
		name := filepath.Base(linkOfHost(thread, fmt.Sprintf("fd/%d", written)))
		joins := name == "cgroup.procs" || name == "tasks"
		return joins && !t.inNewPidNamespace(thread), false // init that joins by itself is not held
	case unix.SYS_EXECVE:
		atExec = p.follows() && stringAt(thread, args[0]) == t.command.Program
	case unix.SYS_EXECVEAT:
		atExec = p.follows() && stringAt(thread, args[1]) == t.command.Program
	}
	return atExec, atExec
}

// Held is a session whose threads are held at a point.
type Held struct {
	*Session
	// Init is the container's first process, by its pid on this machine; 0
	// if there is none yet.
	Init int
	// Thread is the thread that was held last.
	Thread int
	// InitAtExec is set once init is held at its exec.
	InitAtExec bool

	tracer *tracer
}

// StartHeld starts the runtime in the guard, to be held at point. The command
// is to be seen as command. Call Next.
func (g *Guard) StartHeld(runtime Runtime, call Invocation, point Point, command Command) (*Held, error) {
	t := &tracer{point: point, command: command, holds: make(chan hold, 64), releases: make(chan struct{}, 1)}
	session, err := g.startWith(runtime, call, func(program *exec.Cmd) (func() (syscall.WaitStatus, error), error) {
		ready, ended := make(chan error, 1), make(chan syscall.WaitStatus, 1)
		g.work <- func() { t.follow(program, ready, ended) }
		return func() (syscall.WaitStatus, error) { return <-ended, nil }, <-ready
	})
	if err != nil {
		return nil, err
	}
	session.held = point.String()
	return &Held{Session: session, tracer: t}, nil
}

// Next waits until a thread is held. It reports false if that will not come
// any more: the command runs, or run has ended.
func (h *Held) Next() (bool, error) {
	reached := false
	err := runs.waitFor(func() error {
		// Asked before WasHeld: the hold comes first where it comes at all.
		over := h.Ended() || h.running(h.tracer.command) != 0
		if reached = h.WasHeld(); reached || over {
			return nil
		}
		return fmt.Errorf("%s: neither held, nor ended, nor the command", h.line)
	})
	return reached, err
}

// WasHeld reports whether a thread has been held since it was last asked.
func (h *Held) WasHeld() bool {
	select {
	case at := <-h.tracer.holds:
		h.Init, h.Thread = at.init, at.thread
		h.InitAtExec = h.InitAtExec || at.exec
		return true
	default:
		return false
	}
}

// Release lets what is held go on; at AtJoinAndExec, run alone.
func (h *Held) Release() {
	select {
	case h.tracer.releases <- struct{}{}:
	default: // there is one on its way
	}
}

// LetInitRun gives the container's first process all the time it wants while
// run is held: until it has become the command, is held at its exec, has
// ended, or waits and keeps waiting. It reports whether it has become the
// command.
func (h *Held) LetInitRun() (bool, error) {
	if h.Init == 0 {
		return false, nil
	}
	became := false
	asleep := sleepWatch{}
	var inside []process
	worked := func() time.Duration { return timeWorked(inside) }
	err := waitForWork(runs.Limit(), worked, func() error {
		inside = append(descendants(h.Init), process{pid: h.Init})
		_, err := os.Readlink(fmt.Sprintf("/proc/%d/exe", h.Init))
		became = h.tracer.command.runsAs(h.Init)
		if !h.InitAtExec {
			h.WasHeld()
		}
		if became || err != nil || h.InitAtExec || asleep.settled(inside...) {
			return errSettled
		}
		return fmt.Errorf("init, process %d, is neither the command nor waiting", h.Init)
	}, errSettled)
	if errors.Is(err, errSettled) {
		err = nil
	}
	return became, err
}

// EndInit kills the container's first process, and waits until it is dead.
func (h *Held) EndInit() error {
	if err := unix.Kill(h.Init, unix.SIGKILL); err != nil {
		return fmt.Errorf("kill init, process %d: %w", h.Init, err)
	}
	return waitFor(endWait(), func() error {
		if !Ended(h.Init) {
			return fmt.Errorf("init, process %d, is not dead", h.Init)
		}
		return nil
	})
}

// Ended reports whether process pid has ended, with all of its threads. It may
// still be a zombie.
func Ended(pid int) bool {
	p, err := readProcess(pid)
	return err != nil || p.ended()
}

// InitArgv returns the command line of the container's first process.
func (h *Held) InitArgv() ([]string, error) {
	return nulSeparated(fmt.Sprintf("/proc/%d/cmdline", h.Init))
}
