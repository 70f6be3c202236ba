package mydocker

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"golang.org/x/sys/unix"

	"mydocker/harness/host"
)

// Guard is where one case runs a runtime that may be wrong: what it mounts,
// names, limits or leaves running stays inside, and is ended by Close.
//
// It is a thread of this process with mount, cgroup, UTS, IPC and network
// namespaces of its own: a program started from that thread lives in them, and in a PID
// namespace in which it sees, and can kill, what is in the guard alone. It is
// no wall against a program that wants to get out: that is a Sandbox, a guard
// with a user namespace, and two threads.
type Guard struct {
	// Dir is an empty directory, where the runtime is started.
	Dir string

	mounts     []string    // the host's, before
	procMounts int         // how many there are at /proc
	thread     int         // the id of the thread that sees what programs in the guard see
	first      *exec.Cmd   // process 1 of the guard's PID namespace
	work       chan func() // of the thread that starts programs
	inside     chan func() // of the other, in a sandbox; else the same
	groups     []*group
	below      string   // where in its groups a runtime is started: "" or "/caller"
	sandbox    *Sandbox // nil if it is none
}

// NewGuard makes a guard. It needs root; cgroup hierarchies it takes as it
// finds them. The caller closes it.
func NewGuard() (*Guard, error) { return newGuard(nil) }

// NewSandbox makes a guard that is a sandbox.
func NewSandbox(sandbox Sandbox) (*Guard, error) { return newGuard(&sandbox) }

func newGuard(sandbox *Sandbox) (*Guard, error) {
	// A descriptor that was handed to this process is none of the runtime's.
	if err := unix.CloseRange(3, math.MaxUint32, unix.CLOSE_RANGE_CLOEXEC); err != nil {
		return nil, fmt.Errorf("guard: keep descriptors to this process: %w", err)
	}
	removeAbandonedDirs()
	dir, err := os.MkdirTemp("", guardName())
	if err != nil {
		return nil, fmt.Errorf("guard: %w", err)
	}
	if err := os.Chmod(dir, 0o755); err != nil { // for the case that runs as nobody
		return nil, fmt.Errorf("guard: %w", err)
	}
	g := &Guard{Dir: dir, work: make(chan func()), mounts: hostMounts(), sandbox: sandbox}
	host.HearSignals()
	if g.groups, err = makeGroups(sandbox); err != nil {
		return nil, errors.Join(fmt.Errorf("guard: %w", err), g.Close())
	}
	ready := make(chan error)
	go g.serve(g.work, ready)
	if err := <-ready; err != nil {
		return nil, errors.Join(fmt.Errorf("guard: %w", err), g.Close())
	}
	g.inside = g.work
	if sandbox != nil {
		g.inside = make(chan func())
		go g.serveInside(g.inside, ready)
		if err := <-ready; err != nil {
			return nil, errors.Join(fmt.Errorf("sandbox: %w", err), g.Close())
		}
	}
	table, err := os.ReadFile(g.Proc("mountinfo"))
	g.procMounts = strings.Count(string(table), " /proc ")
	return g, err
}

// removeAbandonedDirs removes the directories of guards whose process was
// killed before it could.
func removeAbandonedDirs() {
	ours, _ := filepath.Glob(filepath.Join(os.TempDir(), guardPrefix()+"*"))
	for _, dir := range ours {
		if abandoned(filepath.Base(dir)) {
			os.RemoveAll(dir)
		}
	}
}

// serve makes the calling goroutine's thread the guard's, and runs what comes
// on work until that is closed, which may be at once. The thread is never
// unlocked: it ends with the goroutine, and its namespaces with it.
func (g *Guard) serve(work <-chan func(), ready chan<- error) {
	runtime.LockOSThread()
	if unix.Gettid() == os.Getpid() {
		// The first thread cannot end before the process does; another
		// goroutine gets another thread while this one is locked.
		defer runtime.UnlockOSThread()
		handedOn := make(chan error)
		go g.serve(work, handedOn)
		ready <- <-handedOn
		return
	}
	g.thread = unix.Gettid()
	enter := g.enter
	if g.sandbox != nil {
		enter = g.enterSandbox
	}
	if err := enter(); err != nil {
		ready <- err
		return
	}
	ready <- nil
	for job := range work {
		job()
	}
}

// enter moves the thread into the guard's groups and into new namespaces. Its
// own PID namespace stays as it is: that is for what it starts.
func (g *Guard) enter() error {
	for _, group := range g.groups {
		if err := group.joinThread(); err != nil {
			return err
		}
	}
	// Go tries out pidfds with a child, once, and this has it do so: the first
	// in the new PID namespace it must not be.
	if _, err := os.FindProcess(os.Getpid()); err != nil {
		return err
	}
	flags := unix.CLONE_NEWNS | unix.CLONE_NEWCGROUP | unix.CLONE_NEWUTS | unix.CLONE_NEWIPC | unix.CLONE_NEWNET | unix.CLONE_NEWPID
	if err := unix.Unshare(flags); err != nil {
		return fmt.Errorf("make namespaces: %w", err)
	}
	if err := unix.Mount("", "/", "", unix.MS_PRIVATE|unix.MS_REC, ""); err != nil {
		return fmt.Errorf("cut the mounts off from this machine's: %w", err)
	}
	for _, group := range g.groups {
		if err := group.mount(); err != nil {
			return err
		}
	}
	if err := unix.Mount("", "/", "", unix.MS_SHARED|unix.MS_REC, ""); err != nil {
		return fmt.Errorf("share / as a systemd machine does: %w", err)
	}
	host.AddInterface() // where the kernel has none, the case that needs it is not run
	return g.startFirst()
}

// startFirst starts the first process of the guard's PID namespace: when it
// ends, the kernel kills all others in there, pid_namespaces(7). It mounts
// their /proc, becomes the parent of what has lost its own, and ignores
// SIGCHLD, so that the kernel reaps that: wait(2).
func (g *Guard) startFirst() error {
	script := `mount -t proc -o nosuid,nodev,noexec proc /proc && {
		{ echo "$1" >/proc/sys/kernel/ns_last_pid; } 2>/dev/null
		trap '' CHLD && echo ready && exec sleep 2147483647
	}`
	// Pids begin anywhere: what a runtime names by its pid, in a place that
	// guards share, is not to meet what it has named so in another guard.
	g.first = exec.Command("/bin/sh", "-c", script, "first", strconv.Itoa(300+rand.IntN(30000)))
	g.first.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Pdeathsig: syscall.SIGKILL}
	g.first.Stderr = new(bytes.Buffer)
	stdout, err := g.first.StdoutPipe()
	if err == nil {
		err = g.first.Start()
	}
	if err != nil {
		g.first = nil
		return fmt.Errorf("start the first process: %w", err)
	}
	if ready, _ := bufio.NewReader(stdout).ReadString('\n'); ready != "ready\n" {
		return fmt.Errorf("mount /proc of its own: %v %s", g.first.Wait(), g.first.Stderr)
	}
	return nil
}

// Do runs job on a thread that sees what programs in the guard see.
func (g *Guard) Do(job func()) { do(g.inside, job) }

func do(work chan<- func(), job func()) {
	done := make(chan struct{})
	work <- func() {
		defer close(done)
		job()
	}
	<-done
}

// start starts program in the guard.
func (g *Guard) start(program *exec.Cmd) (wait func() (syscall.WaitStatus, error), err error) {
	do(g.work, func() { err = program.Start() })
	return func() (syscall.WaitStatus, error) {
		err := program.Wait()
		if program.ProcessState == nil {
			return 0, err
		}
		return program.ProcessState.Sys().(syscall.WaitStatus), nil
	}, err
}

// Proc returns a path below the guard's thread in /proc, such as
// Proc("mountinfo"): the state of the guard's namespaces, seen from outside.
func (g *Guard) Proc(name string) string {
	return fmt.Sprintf("/proc/%d/task/%d/%s", os.Getpid(), g.thread, name)
}

// ProcIsAlive reports whether the guard's /proc shows its processes, the first
// of them as /proc/1: that of a container that has ended shows none.
func (g *Guard) ProcIsAlive() bool {
	var inside string
	g.Do(func() { inside, _ = os.Readlink("/proc/1/ns/pid") })
	outside, err := os.Readlink(g.namespaceOfFirst("pid"))
	return err == nil && inside == outside
}

// MendProc unmounts what a runtime has mounted over the guard's /proc.
func (g *Guard) MendProc() error {
	mounted := func() int {
		table, _ := os.ReadFile(g.Proc("mountinfo"))
		return strings.Count(string(table), " /proc ")
	}
	var err error
	for now := mounted(); err == nil && now > g.procMounts; now-- {
		g.Do(func() { err = unix.Unmount("/proc", unix.MNT_DETACH) })
	}
	if err != nil {
		return fmt.Errorf("guard: mend /proc: %w", err)
	}
	return nil
}

// Close ends everything that was started in the guard, and removes it. The
// error says what could not be ended or removed: an error of the kit, not of
// the runtime.
func (g *Guard) Close() error {
	var errs []error
	if g.first != nil {
		errs = append(errs, g.killAll())
	}
	if g.inside != nil && g.sandbox != nil {
		close(g.inside)
	}
	if g.work != nil {
		close(g.work)
	}
	g.work, g.inside = nil, nil
	deadline := time.Now().Add(endWait())
	for _, group := range g.groups {
		errs = append(errs, group.remove(time.Until(deadline)))
	}
	errs = append(errs, os.RemoveAll(g.Dir))
	if now := hostMounts(); !slices.Equal(now, g.mounts) {
		errs = append(errs, fmt.Errorf("guard: the host's mounts were %q and are %q", g.mounts, now))
	}
	return errors.Join(errs...)
}
