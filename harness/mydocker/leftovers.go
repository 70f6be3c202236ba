package mydocker

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"syscall"

	"golang.org/x/sys/unix"

	"mydocker/harness/host"
)

// processes returns what runs in the guard, and has not ended. This process may
// have other guards.
func (g *Guard) processes() (alive []process) {
	namespace, err := os.Stat(g.namespaceOfFirst("pid"))
	if err != nil {
		return nil // its first process has ended, and so has all else: pid_namespaces(7)
	}
	for _, p := range descendants(os.Getpid()) {
		if p.pid != g.first.Process.Pid && !p.ended() && isIn(namespace, p.pid) {
			alive = append(alive, p)
		}
	}
	return alive
}

// isIn reports whether process pid is in a PID namespace, or in one below it.
func isIn(namespace os.FileInfo, pid int) bool {
	for own, err := os.Open(fmt.Sprintf("/proc/%d/ns/pid", pid)); err == nil; own, err = namespaceAbove(own) {
		if info, _ := own.Stat(); os.SameFile(info, namespace) {
			own.Close()
			return true
		}
	}
	return false
}

// namespaceAbove closes a namespace, and returns the one that it is in: ioctl_ns(2).
func namespaceAbove(namespace *os.File) (*os.File, error) {
	defer namespace.Close()
	parent, err := unix.IoctlRetInt(int(namespace.Fd()), unix.NS_GET_PARENT)
	if err != nil {
		return nil, err
	}
	return os.NewFile(uintptr(parent), namespace.Name()), nil
}

// EndAll ends what runs in the guard, which can be used further: its first
// process lives on. Close ends that too.
func (g *Guard) EndAll() error {
	return waitFor(endWait(), func() error {
		alive := g.processes()
		for _, p := range alive {
			syscall.Kill(p.pid, syscall.SIGKILL)
		}
		if len(alive) > 0 {
			return fmt.Errorf("guard: still running after SIGKILL: %v", alive)
		}
		return nil
	})
}

// killAll ends all that runs in the guard, by ending its first process.
func (g *Guard) killAll() error {
	if err := g.first.Process.Kill(); err != nil {
		return fmt.Errorf("guard: end its first process: %w", err)
	}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		g.first.Wait() // how it ended is known
	}()
	return waitFor(endWait(), func() error {
		for _, group := range g.groups {
			group.thaw()
		}
		select {
		case <-ended:
			return nil
		default:
			return fmt.Errorf("guard: still running after SIGKILL: %v", g.processes())
		}
	})
}

// hostMounts returns the mounts of this machine that a runtime has to do
// with: /, and what is at or below /proc and /sys. Others come and go.
func hostMounts() []string {
	text, _ := os.ReadFile("/proc/self/mountinfo")
	var mounts []string
	for _, line := range strings.Split(string(text), "\n") {
		fields := strings.Fields(line)
		if len(fields) < 5 {
			continue
		}
		if at := fields[4]; at == "/" || strings.HasPrefix(at, "/proc") || strings.HasPrefix(at, "/sys") {
			mounts = append(mounts, line)
		}
	}
	return mounts
}

// State is what the outside of a container looks like: what a runtime must
// leave as it found it.
type State struct {
	Mounts []string // the mount table of the guard
	Groups []string // the cgroups, as "memory:/mydocker/1234"
	Links  []string // the network interfaces
	Files  []string // in the directory where the runtime was started, up to mostFiles
}

// mostFiles is how many files are looked at: a program may fill a directory to
// fill this one's memory.
const mostFiles = 1000

// State returns what the guard looks like now.
func (g *Guard) State() (State, error) {
	mounts, mountsErr := os.ReadFile(g.Proc("mountinfo"))
	links, linksErr := host.InterfacesIn(g.Proc("net/dev"))
	var files []string
	filesErr := g.onFiles(func() error {
		dir, err := os.Open(g.Dir)
		if err != nil {
			return err
		}
		defer dir.Close()
		files, err = dir.Readdirnames(mostFiles)
		if errors.Is(err, io.EOF) { // it is empty
			err = nil
		}
		return err
	})
	if err := errors.Join(mountsErr, linksErr, filesErr); err != nil {
		return State{}, fmt.Errorf("guard: look around: %w", err)
	}
	state := State{Mounts: strings.Split(strings.TrimSpace(string(mounts)), "\n"), Links: links, Files: files}
	for _, group := range g.groups {
		for _, name := range group.below() {
			state.Groups = append(state.Groups, group.hierarchy.Controllers[0]+":"+name)
		}
	}
	return state, nil
}

// Difference says in what the state is not like before, a line each.
func (s State) Difference(before State) []string {
	var lines []string
	compare := func(what string, now, then []string) {
		for _, value := range now {
			if !slices.Contains(then, value) {
				lines = append(lines, what+" left: "+value)
			}
		}
		for _, value := range then {
			if !slices.Contains(now, value) {
				lines = append(lines, what+" gone: "+value)
			}
		}
	}
	compare("mount", s.Mounts, before.Mounts)
	compare("cgroup", s.Groups, before.Groups)
	compare("network interface", s.Links, before.Links)
	compare("file", s.Files, before.Files)
	return lines
}

// Leftovers returns the processes that run in the guard, a line each.
func (g *Guard) Leftovers() []string {
	var lines []string
	for _, p := range g.processes() {
		lines = append(lines, "process left: "+p.String())
	}
	return lines
}
