package mydocker

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/moby/sys/mountinfo"
	"golang.org/x/sys/unix"

	"mydocker/harness/host"
)

// joinWait is how long a container may take to be inside its limits. Up to
// step 3.2 the command may run a moment before that.
func joinWait() time.Duration { return host.Patience(20 * time.Second) }

// Container is the command that a runtime has started, as the kernel sees it
// from outside. It is looked for by what it runs, never by what the runtime
// says of it.
type Container struct {
	*Session
	// PID is the command's process id on this machine.
	PID int
}

// Command is what a runtime is told to run, as the kernel will show it.
type Command struct {
	// Program is the file that is executed, without symbolic links; for a
	// script, that of its interpreter.
	Program string
	// Script is the script's path, if it is one: a runtime may itself be a
	// shell script, or start shells of its own.
	Script string
	// File is what Program is on this machine, if that is to be asked: who has
	// mounted another file in its place does not run the command.
	File os.FileInfo
}

// runsAs reports whether process pid runs the command.
func (c Command) runsAs(pid int) bool {
	exe, _ := os.Readlink(fmt.Sprintf("/proc/%d/exe", pid))
	// In the midst of execve(2) the program is there already, and its
	// arguments are not.
	argv, _ := nulSeparated(fmt.Sprintf("/proc/%d/cmdline", pid))
	if exe != c.Program || len(argv) == 0 || !c.isFile(pid) {
		return false
	}
	return c.Script == "" || len(argv) > 1 && argv[1] == c.Script
}

// isFile reports whether process pid executes the command's own file.
func (c Command) isFile(pid int) bool {
	if c.File == nil {
		return true
	}
	executed, err := os.Stat(fmt.Sprintf("/proc/%d/exe", pid))
	return err == nil && os.SameFile(executed, c.File)
}

// Await waits until the command runs.
func (s *Session) Await(command Command) (*Container, error) {
	c := &Container{Session: s}
	err := runs.waitFor(func() error {
		ended := s.Ended() // asked first: what is found afterwards outlived it
		if c.PID = s.running(command); c.PID != 0 {
			return nil
		}
		if ended {
			return errEnded
		}
		return seen(func() string {
			return fmt.Sprintf("the command %v is not running; in the guard are: %v", command, s.guard.processes())
		})
	}, errEnded)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", s.line, err)
	}
	return c, nil
}

// Settle waits until nothing of the session has been at work for a while.
func (s *Session) Settle() error {
	asleep := sleepWatch{}
	return waitFor(runs.Limit(), func() error {
		if asleep.settled(s.family()...) {
			return nil
		}
		return seen(func() string {
			return fmt.Sprintf("%s: it is at work all the time: %v", s.line, s.guard.processes())
		})
	})
}

// running returns the process of the session that runs the command, or 0.
func (s *Session) running(command Command) int {
	for _, p := range s.family() {
		if command.runsAs(p.pid) {
			return p.pid
		}
	}
	return 0
}

// family returns the session's processes: run, what is below it, and what has
// lost its parent.
func (s *Session) family() []process {
	return append(descendants(s.Pid(), s.guard.first.Process.Pid), process{pid: s.Pid()})
}

var errEnded = errors.New("run ended before its command was seen running")

// proc returns the path of a file of the command in /proc.
func (c *Container) proc(name string) string { return fmt.Sprintf("/proc/%d/%s", c.PID, name) }

// Namespace returns the identity of the command's namespace of kind "pid",
// "uts", ...: "pid:[4026531836]". See namespaces(7).
func (c *Container) Namespace(kind string) (string, error) {
	return os.Readlink(c.proc("ns/" + kind))
}

// Namespace returns the identity of the namespace that the runtime was
// started in.
func (g *Guard) Namespace(kind string) (string, error) {
	switch {
	case kind == "pid":
		return os.Readlink(g.Proc("ns/pid_for_children"))
	case kind == "user" && g.sandbox != nil: // a thread of several has none of its own: setns(2)
		return os.Readlink(g.namespaceOfFirst(kind))
	}
	return os.Readlink(g.Proc("ns/" + kind))
}

// PidsInside returns the command's process ids in the PID namespaces below the
// one that the runtime was started in: 1, or none if it is in that one itself.
// See NSpid in proc_pid_status(5).
func (c *Container) PidsInside() ([]int, error) {
	text, err := StatusField(c.PID, "NSpid")
	if err != nil {
		return nil, err
	}
	var pids []int
	for _, field := range strings.Fields(text) {
		pid, err := strconv.Atoi(field)
		if err != nil {
			return nil, fmt.Errorf("NSpid %q: %w", text, err)
		}
		pids = append(pids, pid)
	}
	const outside = 2 // this process's namespace, and the guard's
	return pids[min(outside, len(pids)):], nil
}

// Status returns a field of the command's /proc/PID/status.
func (c *Container) Status(field string) (string, error) { return StatusField(c.PID, field) }

// Argv returns the arguments that the command got, byte for byte.
func (c *Container) Argv() ([]string, error) { return nulSeparated(c.proc("cmdline")) }

// Environ returns the environment that the command got.
func (c *Container) Environ() (environ []string, err error) {
	waitFor(joinWait(), func() error { // see running: the environment comes last
		if environ, err = nulSeparated(c.proc("environ")); len(environ) == 0 {
			return errEmpty
		}
		return nil
	})
	return environ, err
}

var errEmpty = errors.New("empty")

// Cwd returns the command's working directory.
func (c *Container) Cwd() (string, error) { return os.Readlink(c.proc("cwd")) }

// Descriptors returns the command's open file descriptors: "0 -> pipe:[12]".
func (c *Container) Descriptors() ([]string, error) {
	entries, err := os.ReadDir(c.proc("fd"))
	if err != nil {
		return nil, fmt.Errorf("list the command's descriptors: %w", err)
	}
	var descriptors []string
	for _, entry := range entries {
		target, _ := os.Readlink(c.proc("fd/" + entry.Name()))
		descriptors = append(descriptors, entry.Name()+" -> "+target)
	}
	return descriptors, nil
}

// ReadDir lists a directory as the command sees it, through its own mounts.
func (c *Container) ReadDir(dir string) ([]string, error) {
	entries, err := os.ReadDir(c.proc("root" + dir))
	if err != nil {
		return nil, fmt.Errorf("list %s of the container: %w", dir, err)
	}
	var names []string
	for _, entry := range entries {
		names = append(names, entry.Name())
	}
	return names, nil
}

// Mounts returns the mount table that the command sees.
func (c *Container) Mounts() ([]*mountinfo.Info, error) {
	table, err := os.Open(c.proc("mountinfo"))
	if err != nil {
		return nil, fmt.Errorf("the command's mounts: %w", err)
	}
	defer table.Close()
	return mountinfo.GetMountsFromReader(table, nil)
}

// Interfaces returns the network interfaces that the command sees.
func (c *Container) Interfaces() ([]string, error) { return host.Interfaces(c.PID) }

// PinTo keeps every thread of the command on one core.
func (c *Container) PinTo(core int) error {
	threads, err := os.ReadDir(c.proc("task"))
	if err != nil {
		return fmt.Errorf("list the command's threads: %w", err)
	}
	var set unix.CPUSet
	set.Set(core)
	for _, thread := range threads {
		id, err := strconv.Atoi(thread.Name())
		if err == nil {
			err = unix.SchedSetaffinity(id, &set)
		}
		if err != nil {
			return fmt.Errorf("pin thread %s to core %d: %w", thread.Name(), core, err)
		}
	}
	return nil
}

// CPUTime returns the CPU time that the command's threads have had; see
// /proc/PID/schedstat in the kernel's sched-stats.rst.
func (c *Container) CPUTime() (time.Duration, error) {
	threads, err := filepath.Glob(c.proc("task/*/schedstat"))
	if err != nil {
		return 0, err
	}
	var total time.Duration
	for _, thread := range threads {
		text, err := os.ReadFile(thread)
		if err != nil {
			return 0, fmt.Errorf("the command's CPU time: %w", err)
		}
		nanoseconds, err := strconv.ParseInt(strings.Fields(string(text))[0], 10, 64)
		if err != nil {
			return 0, fmt.Errorf("%s: %w", thread, err)
		}
		total += time.Duration(nanoseconds)
	}
	return total, nil
}

func nulSeparated(file string) ([]string, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	if len(text) == 0 {
		return nil, nil
	}
	return strings.Split(strings.TrimSuffix(string(text), "\x00"), "\x00"), nil
}
