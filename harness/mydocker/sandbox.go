package mydocker

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"

	"golang.org/x/sys/unix"

	"mydocker/harness/host"
)

// Sandbox is what a guard is made of for a program that may want to get out.
// Its root is root of a user namespace: on this machine its ids are those of
// nobody, user_namespaces(7). It sees a small system instead of this one, and
// its groups are below others, whose limits it cannot touch.
type Sandbox struct {
	// Inside is the program that is the first in there: see BuildInside.
	Inside string `json:"inside"`
	// System is a directory that is / in there, and read-only.
	System string `json:"system"`
	// Files are more files and directories of this machine, by their places
	// in there, where they are read-only: "/usr/bin/mydocker".
	Files map[string]string `json:"files"`
	// Layers are more directories of this machine, which seem to be written
	// when they are: what is written is in memory, and lost.
	Layers map[string]string `json:"layers,omitempty"`
	// FirstID is the user and the group of this machine that is root in there;
	// the 65,535 behind it are the others.
	FirstID int `json:"first_id"`
	// AsRoot makes it by this machine's root, and not by FirstID: then all files
	// that root can read can be shown in there, and its namespaces count as
	// root's, of whom it may leave none to others.
	AsRoot bool `json:"as_root,omitempty"`
	// Memory, with swap, and Disk are in bytes: what all in there may use.
	Memory int64 `json:"memory"`
	Disk   int64 `json:"disk"`
	// Processes is how many there may be, and Cores how much of the machine's
	// time they may use.
	Processes int     `json:"processes"`
	Cores     float64 `json:"cores"`
}

// ids is how many user ids, and group ids, a sandbox has.
const ids = 65536

// BuildInside builds what is first in a sandbox, as the file binary.
func BuildInside(binary string) error {
	_, thisFile, _, _ := runtime.Caller(0)
	return Build(filepath.Join(filepath.Dir(thisFile), "inside"), binary)
}

// enterSandbox is enter for a guard that is a sandbox. The thread starts what
// is started, and stays where it sees this machine: it joins all namespaces
// but those of mounts and users. These a program enters by nsenter, its root
// being nobody before it sees what others in there may have made.
func (g *Guard) enterSandbox() error {
	for _, group := range g.groups {
		if err := group.joinThread(); err != nil {
			return err
		}
	}
	if _, err := os.FindProcess(os.Getpid()); err != nil { // see enter
		return err
	}
	// Not even a helper of this machine is to be run by a crash in there: with
	// this limit core(5) starts none. It cannot be raised in there.
	if err := unix.Setrlimit(unix.RLIMIT_CORE, &unix.Rlimit{Cur: 1, Max: 1}); err != nil {
		return fmt.Errorf("shut core dumps: %w", err)
	}
	// From the first process on: who is root in there can have that make calls.
	if err := shutCalls(); err != nil {
		return err
	}
	if err := g.startInside(); err != nil {
		return err
	}
	if err := g.join("net"); err != nil {
		return err
	}
	if err := host.AddInterface(); err != nil {
		return err
	}
	go g.watchGroups(g.first.Process)
	return g.join("pid", "ipc", "uts", "cgroup")
}

// namespaceFlags are those that setns(2) takes.
var namespaceFlags = map[string]int{
	"pid": unix.CLONE_NEWPID, "net": unix.CLONE_NEWNET, "ipc": unix.CLONE_NEWIPC, "uts": unix.CLONE_NEWUTS,
	"cgroup": unix.CLONE_NEWCGROUP, "mnt": unix.CLONE_NEWNS,
}

// join moves the thread into namespaces of the guard's first process.
func (g *Guard) join(kinds ...string) error {
	for _, kind := range kinds {
		namespace, err := unix.Open(g.namespaceOfFirst(kind), unix.O_RDONLY|unix.O_CLOEXEC, 0)
		if err == nil {
			err = unix.Setns(namespace, namespaceFlags[kind])
			unix.Close(namespace)
		}
		if err != nil {
			return fmt.Errorf("join the %s namespace: %w", kind, err)
		}
	}
	return nil
}

func (g *Guard) namespaceOfFirst(kind string) string {
	return fmt.Sprintf("/proc/%d/ns/%s", g.first.Process.Pid, kind)
}

// startInside starts the first process of the sandbox.
func (g *Guard) startInside() error {
	plan := map[string]any{
		"System": g.sandbox.System, "Files": g.sandbox.Files, "Layers": g.sandbox.Layers, "Dirs": []string{g.Dir},
		"Bytes": g.sandbox.Disk, "Inodes": g.sandbox.Disk / 4096, "Hierarchies": g.mountpoints(), "Links": g.links(),
	}
	text, err := json.Marshal(plan)
	if err != nil {
		return err
	}
	mapping := []syscall.SysProcIDMap{{ContainerID: 0, HostID: g.sandbox.FirstID, Size: ids}}
	g.first = exec.Command(g.sandbox.Inside, string(text))
	g.first.Env = []string{}
	g.first.Dir = "/"
	g.first.Stderr = new(bytes.Buffer)
	g.first.SysProcAttr = &syscall.SysProcAttr{
		Cloneflags: unix.CLONE_NEWUSER | unix.CLONE_NEWNS | unix.CLONE_NEWPID | unix.CLONE_NEWNET |
			unix.CLONE_NEWIPC | unix.CLONE_NEWUTS | unix.CLONE_NEWCGROUP,
		UidMappings: mapping, GidMappings: mapping, GidMappingsEnableSetgroups: true,
		// It executes a file as this machine's root, and is to keep the rights
		// that it has in there: capabilities(7).
		AmbientCaps: []uintptr{
			unix.CAP_SETGID, unix.CAP_SETUID, unix.CAP_SYS_ADMIN, unix.CAP_SYS_CHROOT,
			unix.CAP_DAC_OVERRIDE, // for the layers: overlayfs works in a directory of mode 0
		},
		Setsid: true, Pdeathsig: syscall.SIGKILL,
	}
	stdout, err := g.first.StdoutPipe()
	if err == nil {
		err = g.asItsRoot(g.first.Start)
	}
	if err != nil {
		g.first = nil
		return fmt.Errorf("start the first process: %w", err)
	}
	if said, _ := bufio.NewReader(stdout).ReadString('\n'); said != "ready\n" {
		err := g.first.Wait()
		stderr := g.first.Stderr
		g.first = nil
		return fmt.Errorf("make a sandbox: %s %v %s", strings.TrimSpace(said), err, stderr)
	}
	return nil
}

// asItsRoot runs start as the user who is root in the sandbox, with the rights and
// the group of this machine's. The kernel counts a user's namespaces, and these
// and all that are made in them are then that user's: namespaces(7).
func (g *Guard) asItsRoot(start func() error) error {
	if g.sandbox.AsRoot {
		return start()
	}
	const keepRights = 1 << 2 // SECBIT_NO_SETUID_FIXUP: capabilities(7)
	before, err := unix.PrctlRetInt(unix.PR_GET_SECUREBITS, 0, 0, 0, 0)
	if err != nil {
		return err
	}
	if err := unix.Prctl(unix.PR_SET_SECUREBITS, uintptr(before|keepRights), 0, 0, 0); err != nil {
		return fmt.Errorf("keep root's rights: %w", err)
	}
	// Of this thread alone, which syscall.Setresuid would not be.
	become := func(user int) error {
		if _, _, errno := unix.RawSyscall(unix.SYS_SETRESUID, 0, uintptr(user), 0); errno != 0 {
			return fmt.Errorf("become user %d: %w", user, errno)
		}
		return nil
	}
	if err := become(g.sandbox.FirstID); err != nil {
		return err
	}
	err = start()
	return errors.Join(err, become(0), unix.Prctl(unix.PR_SET_SECUREBITS, uintptr(before), 0, 0, 0))
}

// mountpoints are where the guard's hierarchies are mounted, and their options.
func (g *Guard) mountpoints() map[string]string {
	mountpoints := map[string]string{}
	for _, group := range g.groups {
		mountpoints[group.hierarchy.Mountpoint] = strings.Join(group.hierarchy.Controllers, ",")
	}
	return mountpoints
}

// links are the symbolic links that stand beside the hierarchies, as systemd
// makes them: cpu -> cpu,cpuacct.
func (g *Guard) links() map[string]string {
	links := map[string]string{}
	for _, group := range g.groups {
		dir := filepath.Dir(group.hierarchy.Mountpoint)
		entries, _ := os.ReadDir(dir) // without links, it is a place like others
		for _, entry := range entries {
			if target, err := os.Readlink(filepath.Join(dir, entry.Name())); err == nil {
				links[filepath.Join(dir, entry.Name())] = target
			}
		}
	}
	return links
}

// serveInside makes the calling goroutine's thread one that sees what a
// program in the sandbox sees, with the rights of its root and no more.
func (g *Guard) serveInside(work <-chan func(), ready chan<- error) {
	runtime.LockOSThread() // and never unlocked: see serve
	if unix.Gettid() == os.Getpid() {
		defer runtime.UnlockOSThread()
		handedOn := make(chan error)
		go g.serveInside(work, handedOn)
		ready <- <-handedOn
		return
	}
	g.thread = unix.Gettid()
	err := unix.Unshare(unix.CLONE_FS)
	if err == nil {
		err = g.join("net", "ipc", "uts", "cgroup", "pid", "mnt")
	}
	if err == nil {
		_, gidErr := unix.SetfsgidRetGid(g.sandbox.FirstID)
		_, uidErr := unix.SetfsuidRetUid(g.sandbox.FirstID)
		err = errors.Join(gidErr, uidErr)
	}
	ready <- err
	if err != nil {
		return
	}
	for job := range work {
		job()
	}
}

// inSandbox makes of a command one that enters the sandbox and then is the
// command: nsenter(1) becomes a shell, and that the program, in one process.
func (g *Guard) inSandbox(path string, args []string, credential *syscall.Credential) []string {
	who := syscall.Credential{}
	if credential != nil {
		who = *credential
	}
	line := []string{
		"nsenter", "--user=" + g.namespaceOfFirst("user"), "--mount=" + g.namespaceOfFirst("mnt"),
		"--setuid", strconv.Itoa(int(who.Uid)), "--setgid", strconv.Itoa(int(who.Gid)),
		"--", "/bin/sh", "-c", `cd "$0" && exec "$@"`, g.Dir, path,
	}
	return append(line, args...)
}

// environmentInSandbox is as little as a program needs.
func environmentInSandbox() []string {
	return []string{"PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/root", "LANG=C.UTF-8", "TERM=xterm"}
}
