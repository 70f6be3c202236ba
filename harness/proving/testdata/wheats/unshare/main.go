// A right runtime that unshares after it has forked, instead of giving clone
// its flags: between run and the command stands a process that waits. The
// command's own process joins the groups, and mounts are made slaves.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"runtime"
	"syscall"

	"golang.org/x/sys/unix"

	"mydocker/harness/proving/testdata/wheats/kernel"
)

func init() { runtime.LockOSThread() }

// order is what the processes tell each other, on the command line. The
// command itself goes past the one between, through a pipe.
type order struct {
	Tty    bool
	Groups []string
}

func main() {
	if len(os.Args) < 2 {
		os.Exit(kernel.Fail(errors.New("run, and what?")))
	}
	switch os.Args[1] {
	case "run":
		os.Exit(run(os.Args[2:]))
	case "between":
		os.Exit(between(os.Args[2]))
	case "inside":
		os.Exit(kernel.Fail(inside(os.Args[2])))
	}
	os.Exit(kernel.Fail(fmt.Errorf("%s: unknown", os.Args[1])))
}

// again is this program again, with the pipe as its descriptor 3.
func again(word, text string, pipe *os.File) *exec.Cmd {
	cmd := exec.Command("/proc/self/exe", word, text)
	cmd.ExtraFiles = []*os.File{pipe}
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	return cmd
}

func run(args []string) int {
	call, err := kernel.Read(args)
	if err != nil {
		return kernel.Fail(err)
	}
	ending := kernel.Catch(syscall.SIGTERM, syscall.SIGHUP)
	groups, err := kernel.MakeGroups(call, fmt.Sprintf("wheat-unshare/%d", os.Getpid()))
	defer kernel.Remove(groups)
	if err != nil {
		return kernel.Fail(err)
	}
	text, _ := json.Marshal(order{call.Tty, groups})
	read, write, err := os.Pipe()
	if err != nil {
		return kernel.Fail(err)
	}
	cmd := again("between", string(text), read)
	if err := cmd.Start(); err != nil {
		return kernel.Fail(err)
	}
	read.Close()
	go kernel.EndBy(ending, cmd.Process)
	err = kernel.Send(write, call.Command)
	write.Close()
	if errors.Is(err, unix.EPIPE) {
		err = nil // who does not read has said why
	}
	return kernel.End(cmd, err)
}

func between(text string) int {
	// Ctrl-C is for the command.
	signal.Notify(make(chan os.Signal, 4), syscall.SIGINT, syscall.SIGQUIT)
	// Go tries out pidfds with a child of its own, once: it must not be the
	// first process of the new namespace, which ends with it.
	os.FindProcess(os.Getpid())
	flags := unix.CLONE_NEWPID | unix.CLONE_NEWNS | unix.CLONE_NEWUTS | unix.CLONE_NEWIPC | unix.CLONE_NEWNET
	if err := unix.Unshare(flags); err != nil {
		return kernel.Fail(err)
	}
	return kernel.Status(again("inside", text, os.NewFile(3, "pipe")).Run())
}

func inside(text string) error {
	var told order
	if err := json.Unmarshal([]byte(text), &told); err != nil || os.Getpid() != 1 {
		return errors.New("not for use by hand")
	}
	if err := kernel.Join(told.Groups); err != nil {
		return err
	}
	if err := kernel.MountProc(unix.MS_SLAVE); err != nil {
		return err
	}
	command, err := kernel.Receive()
	if err != nil {
		return fmt.Errorf("run has gone away: %w", err)
	}
	if _, err := exec.LookPath(command[0]); err != nil {
		return err
	}
	if !told.Tty {
		null, err := os.OpenFile("/dev/null", os.O_RDWR, 0)
		if err != nil {
			return err
		}
		for fd := range 3 {
			unix.Dup3(int(null.Fd()), fd, 0)
		}
	}
	return kernel.Become(command)
}
