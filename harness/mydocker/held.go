package mydocker

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"

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
)

func (p Point) String() string {
	return map[Point]string{
		AtFork: "when it had made the container's first process",
		AtJoin: "each time it was about to put a process into a cgroup",
		AtExec: "when init was about to become the command",
	}[p]
}

// reached reports whether a thread that stopped at a system call is there.
func (p Point) reached(t *tracer, thread int) bool {
	number, args, ok := syscallEntry(thread)
	if !ok {
		return false
	}
	switch p {
	case AtJoin:
		if number != unix.SYS_WRITE && number != unix.SYS_PWRITE64 && number != unix.SYS_WRITEV {
			return false
		}
		file, _ := os.Readlink(fmt.Sprintf("/proc/%d/fd/%d", thread, args[0]))
		name := filepath.Base(file)
		return name == "cgroup.procs" || name == "tasks"
	case AtExec:
		return number == unix.SYS_EXECVE && stringAt(thread, args[0]) == t.program ||
			number == unix.SYS_EXECVEAT && stringAt(thread, args[1]) == t.program
	}
	return false
}

// Held is a session whose threads are held at a point.
type Held struct {
	*Session
	// Init is the container's first process, by its pid on this machine; 0
	// if there is none yet.
	Init int

	tracer *tracer
}

// StartHeld starts the runtime in the guard, to be held at point. The command
// is the file program. Call Next.
func (g *Guard) StartHeld(runtime Runtime, call Invocation, point Point, program string) (*Held, error) {
	t := &tracer{point: point, program: program, holds: make(chan int, 64), releases: make(chan struct{}, 1)}
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
	err := waitFor(Deadline, func() error {
		select {
		case h.Init = <-h.tracer.holds:
			reached = true
			return nil
		default:
		}
		if h.Ended() || h.running(h.tracer.program) != 0 {
			return nil
		}
		return fmt.Errorf("%s: neither held, nor ended, nor the command", h.line)
	})
	return reached, err
}

// Release lets the held thread go on.
func (h *Held) Release() { h.tracer.releases <- struct{}{} }

// LetInitRun gives the container's first process all the time it wants while
// run is held: until it has become the command, has ended, or waits and keeps
// waiting. It reports whether it has become the command.
func (h *Held) LetInitRun() (bool, error) {
	if h.Init == 0 {
		return false, nil
	}
	became := false
	asleep := sleepWatch{}
	err := waitFor(Deadline, func() error {
		exe, err := os.Readlink(fmt.Sprintf("/proc/%d/exe", h.Init))
		became = exe == h.tracer.program
		if became || err != nil || asleep.settled(process{pid: h.Init}) {
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
	return waitFor(endWait, func() error {
		p, err := readProcess(h.Init)
		if err == nil && p.state != "Z" {
			return fmt.Errorf("init is not dead: %v", p)
		}
		return nil
	})
}

// Ended reports whether process pid has ended, zombies included.
func Ended(pid int) bool {
	p, err := readProcess(pid)
	return err != nil || p.state == "Z"
}

// InitCgroups returns the groups of the threads of the container's first process.
func (h *Held) InitCgroups(controller string) (map[string]string, error) {
	return ThreadCgroups(h.Init, controller)
}

// InitArgv returns the command line of the container's first process.
func (h *Held) InitArgv() ([]string, error) {
	return nulSeparated(fmt.Sprintf("/proc/%d/cmdline", h.Init))
}
