package mydocker

import (
	"fmt"
	"os/exec"
	"runtime"
	"strings"
	"syscall"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"
)

// tracer follows a runtime and all that it starts, from its first instruction,
// by ptrace(2), and stops a thread of it where held says so. Only the thread
// that started the runtime, the guard's, may make its calls.
type tracer struct {
	point   Point
	command Command

	run    int          // the runtime's own process
	around string       // its PID namespace
	init   int          // the first process of a new PID namespace, or 0
	inside map[int]bool // every thread that has stopped before: is it in there?
	traced map[int]bool // the threads that have not ended, or been let go
	forked bool         // the thread that made init has reported it
	early  bool         // init has stopped, and the thread that made it has not

	holds    chan hold
	releases chan struct{}
}

// hold says that a thread is held.
type hold struct {
	thread int
	init   int  // the container's first process, or 0
	exec   bool // it is init, at its exec
}

// follow starts the program, traced, and attends to what stops until all that
// it started has ended. It says on ready whether it has started, and on ended how
// it ended. While it runs, nothing else may be started from this thread: to
// wait for a traced process is to take its stops away from its tracer.
func (t *tracer) follow(program *exec.Cmd, ready chan<- error, ended chan<- syscall.WaitStatus) {
	program.SysProcAttr.Ptrace = true
	if err := program.Start(); err != nil {
		ready <- err
		return
	}
	t.run = program.Process.Pid
	t.inside, t.traced = map[int]bool{t.run: false}, map[int]bool{t.run: true}
	if _, err := syscall.Wait4(t.run, nil, syscall.WALL, nil); err != nil {
		ready <- fmt.Errorf("wait for the traced program: %w", err)
		return
	}
	t.around = linkOfHost(t.run, "ns/pid")
	options := unix.PTRACE_O_EXITKILL | unix.PTRACE_O_TRACESYSGOOD | unix.PTRACE_O_TRACEEXEC |
		unix.PTRACE_O_TRACECLONE | unix.PTRACE_O_TRACEFORK | unix.PTRACE_O_TRACEVFORK
	if err := unix.PtraceSetOptions(t.run, options); err != nil {
		ready <- fmt.Errorf("trace the program: %w", err)
		return
	}
	t.resume(t.run, 0)
	ready <- nil
	t.attendAll(ended)
}

// attendAll attends to each thread that stops, until there is none left: one
// that has ended keeps its process from ending until its tracer has heard. The
// guard's first process is a child of this thread too, and not traced.
func (t *tracer) attendAll(ended chan<- syscall.WaitStatus) {
	var holding []int
	idle := 0
	for len(t.traced) > 0 {
		select {
		case <-t.releases:
			for _, thread := range holding {
				t.resume(thread, 0)
			}
			holding = nil
		default:
		}
		var status syscall.WaitStatus
		thread, err := syscall.Wait4(-1, &status, syscall.WNOHANG|syscall.WALL|unix.WNOTHREAD, nil)
		switch {
		case err == syscall.ECHILD:
			return
		case err != nil || thread == 0:
			// A traced thread stops often, and soon again.
			if idle++; idle < 100 {
				runtime.Gosched()
			} else {
				time.Sleep(200 * time.Microsecond)
			}
			continue
		case status.Stopped():
			idle = 0
			held, atExec := t.attend(thread, status)
			if held {
				t.holds <- hold{thread, t.init, atExec}
				t.freeEarlyInit()
			}
			if held && !(atExec && t.point == AtJoinAndExec) {
				holding = append(holding, thread)
			}
		default:
			delete(t.traced, thread)
			if thread == t.run {
				ended <- status
			}
		}
	}
}

// attend looks at a stopped thread, and lets it go on unless it is to be held.
func (t *tracer) attend(thread int, status syscall.WaitStatus) (held, atExec bool) {
	_, known := t.inside[thread]
	first := !known
	if first {
		t.inside[thread], t.traced[thread] = t.inNewPidNamespace(thread), true
	}
	if t.init == 0 && t.inside[thread] {
		t.init = thread
	}
	signal := status.StopSignal()
	switch {
	case thread == t.init && !t.point.follows():
		// It runs free while its parent is held, and not before: which of
		// the two stops first is chance.
		if t.early = t.point == AtFork && !t.forked; !t.early {
			t.detach(thread)
		}
		return false, false
	case first && signal == syscall.SIGSTOP:
		signal = 0 // how a new thread begins to be traced
	case signal == syscall.SIGTRAP|0x80:
		if held, atExec := t.point.reached(t, thread); held {
			return held, atExec
		}
		signal = 0
	case signal == syscall.SIGTRAP && status.TrapCause() > 0:
		if t.event(thread, status.TrapCause()) {
			return true, false
		}
		signal = 0
	}
	t.resume(thread, signal)
	return false, false
}

// event notes what the event that stopped thread says of other threads, and
// reports whether it is that this one has made init, and is to be held.
func (t *tracer) event(thread, cause int) (held bool) {
	message, err := unix.PtraceGetEventMsg(thread)
	if err != nil {
		return false
	}
	other := int(message)
	if cause == unix.PTRACE_EVENT_EXEC {
		// Whichever thread executes becomes the first, and ends without a word
		// as the one that it was: ptrace(2), execve under ptrace.
		if other != thread {
			delete(t.traced, other)
		}
		return false
	}
	if _, stopped := t.inside[other]; !stopped {
		t.traced[other] = true // it will stop soon
	}
	if t.point != AtFork || !t.inNewPidNamespace(other) {
		return false
	}
	t.init, t.forked = other, true
	return true
}

// detach lets a stopped thread run free.
func (t *tracer) detach(thread int) {
	unix.PtraceDetach(thread)
	delete(t.traced, thread)
}

// freeEarlyInit lets init go that stopped before the thread that made it.
func (t *tracer) freeEarlyInit() {
	if t.early {
		t.detach(t.init)
		t.early = false
	}
}

// resume lets a thread go on: up to its next system call, if that may be where
// it is to be held.
func (t *tracer) resume(thread int, signal syscall.Signal) {
	if t.point == AtFork || t.point == AtExec && !t.inside[thread] {
		unix.PtraceCont(thread, int(signal))
		return
	}
	unix.PtraceSyscall(thread, int(signal))
}

// inNewPidNamespace reports whether pid is in another PID namespace than run.
func (t *tracer) inNewPidNamespace(pid int) bool {
	theirs := linkOfHost(pid, "ns/pid")
	return theirs != "" && theirs != t.around
}

// hostProc is this machine's /proc: a thread of a guard has another there.
var hostProc, hostProcErr = unix.Open("/proc", unix.O_PATH|unix.O_CLOEXEC, 0)

// linkOfHost returns where a link below /proc/PID points to, or "". Unlike all
// else that reads /proc, it can be called from a guard's thread.
func linkOfHost(pid int, name string) string {
	target := make([]byte, 4096)
	n, err := unix.Readlinkat(hostProc, fmt.Sprintf("%d/%s", pid, name), target)
	if hostProcErr != nil || err != nil {
		return ""
	}
	return string(target[:n])
}

// syscallEntry returns the number and arguments of the system call that a
// stopped thread is about to make; see PTRACE_GET_SYSCALL_INFO.
func syscallEntry(thread int) (number uint64, args [6]uint64, ok bool) {
	var info struct {
		op     uint8
		_      [3]uint8
		arch   uint32
		ip, sp uint64
		number uint64
		args   [6]uint64
		_      [8]uint64
	}
	const entry = 1
	_, _, errno := unix.Syscall6(unix.SYS_PTRACE, unix.PTRACE_GET_SYSCALL_INFO, uintptr(thread),
		unsafe.Sizeof(info), uintptr(unsafe.Pointer(&info)), 0, 0)
	runtime.KeepAlive(&info)
	return info.number, info.args, errno == 0 && info.op == entry
}

// stringAt reads a C string from a stopped thread's memory.
func stringAt(thread int, address uint64) string {
	text := make([]byte, 4096)
	n, _ := unix.PtracePeekData(thread, uintptr(address), text[:256])
	before, _, _ := strings.Cut(string(text[:n]), "\x00")
	return before
}
