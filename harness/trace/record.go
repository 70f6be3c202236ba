package trace

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"mydocker/harness/host"
	"mydocker/harness/mydocker"
)

// Traced are the calls that strace is to write down for Watch. Those with ? are not there on
// every machine.
const Traced = "execve,clone,clone3,?fork,?vfork,?pipe,pipe2,read,write,pwrite64,?open,openat,?mkdir,mkdirat,?rmdir,unlinkat," +
	"mount,umount2,pivot_root,chroot,unshare,setns,sethostname,prctl,?close_range,kill,?pidfd_send_signal,wait4,waitid,exit_group," +
	"?fsopen,?move_mount,?mount_setattr"

// Patience is how long a plain run may take on this machine: some twenty times
// what it does.
func Patience() time.Duration { return host.Patience(8 * time.Second) }

// Needs is what Record needs of this machine.
func Needs() []host.Requirement {
	return []host.Requirement{host.Root, host.Program("strace"), host.Program("unshare")}
}

// Recording is what a run of a runtime left behind.
type Recording struct {
	Calls []Call
	// Stdout and Stderr are what it printed.
	Stdout, Stderr string
	// Hung is that it did not end by itself.
	Hung bool
}

// Record runs a runtime with arguments in the book's spelling, run -ti ls,
// under strace in a guard. Kit is the kit's directory, and patience how long
// the run may take.
func Record(kit string, runtime mydocker.Runtime, args []string, patience time.Duration) (recording Recording, err error) {
	guarded, err := filepath.Abs(filepath.Join(kit, "scripts", "guarded"))
	if err != nil {
		return Recording{}, err
	}
	strace, err := exec.LookPath("strace")
	if err != nil {
		return Recording{}, err
	}
	guard, err := mydocker.NewGuard()
	if err != nil {
		return Recording{}, err
	}
	defer func() { err = errors.Join(err, guard.Close()) }()
	dir, err := os.MkdirTemp("", "mydocker-trace-")
	if err != nil {
		return Recording{}, err
	}
	defer os.RemoveAll(dir)
	file := filepath.Join(dir, "strace")
	// -I 2: it can be told to end. It reads /proc of what it traces; so the runtime, which may mount
	// over that, has a mount namespace of its own in there.
	line := []string{"-f", "-I", "2", "-ttt", "-y", "--decode-pids=pidns", "--signal=none", "-s", "512", "-o", file, "-e", "trace=" + Traced}
	line = append(line, guarded, runtime.Path)
	session, err := guard.Start(mydocker.Runtime{Path: strace}, mydocker.Invocation{Args: append(line, runtime.Dialect.Spell(args)...)})
	if err != nil {
		return Recording{}, err
	}
	session.Stdin.Close()
	ending := time.AfterFunc(patience, func() { session.Signal(syscall.SIGTERM) })
	_, waitErr := session.Wait()
	recording = Recording{Stdout: session.Stdout.String(), Stderr: session.Stderr.String()}
	recording.Hung = !ending.Stop() || waitErr != nil
	text, err := os.ReadFile(file)
	if err != nil {
		return recording, fmt.Errorf("strace wrote nothing: %s: %w", strings.TrimSpace(recording.Stderr), err)
	}
	recording.Calls, err = Parse(bytes.NewReader(text))
	return recording, err
}
