// A right runtime that, on a terminal, gives the container a session and a
// terminal of its own, and carries between the two, as container engines do.
package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"syscall"

	"github.com/creack/pty"
	"golang.org/x/sys/unix"

	"mydocker/harness/proving/testdata/wheats/kernel"
)

func init() { runtime.LockOSThread() }

func main() { kernel.Main(run, "init", inside) }

func run(args []string) int {
	call, err := kernel.Read(args)
	if err != nil {
		return kernel.Fail(err)
	}
	ending := kernel.Catch(syscall.SIGTERM, syscall.SIGHUP, syscall.SIGINT, syscall.SIGQUIT)
	groups, err := kernel.MakeGroups(call, fmt.Sprintf("terminals/%d.t", os.Getpid()))
	defer kernel.Remove(groups)
	if err != nil {
		return kernel.Fail(err)
	}
	read, write, err := os.Pipe()
	if err != nil {
		return kernel.Fail(err)
	}
	cmd := kernel.Init("init", call.Tty, read)
	carried := func() {}
	if call.Tty {
		if settings, err := unix.IoctlGetTermios(0, unix.TCGETS); err == nil {
			if carried, err = carry(cmd, settings); err != nil {
				return kernel.Fail(err)
			}
			defer unix.IoctlSetTermios(0, unix.TCSETS, settings)
		}
	}
	if err := cmd.Start(); err != nil {
		return kernel.Fail(err)
	}
	if cmd.SysProcAttr.Setsid {
		cmd.Stdin.(*os.File).Close()
	}
	read.Close()
	go kernel.EndBy(ending, cmd.Process)
	for _, group := range groups {
		if err = kernel.Write(group, "cgroup.procs", fmt.Sprint(cmd.Process.Pid)); err != nil {
			break
		}
	}
	if err == nil {
		err = kernel.Send(write, call.Command)
	}
	write.Close()
	status := kernel.End(cmd, err)
	carried()
	return status
}

// carry gives cmd a terminal, and returns what waits until all of its output
// has been carried to run's own, which is raw meanwhile.
func carry(cmd *exec.Cmd, settings *unix.Termios) (func(), error) {
	ours, theirs, err := pty.Open()
	if err != nil {
		return nil, err
	}
	pty.InheritSize(os.Stdin, ours)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = theirs, theirs, theirs
	cmd.SysProcAttr.Setsid, cmd.SysProcAttr.Setctty = true, true
	raw := *settings
	raw.Iflag &^= unix.ICRNL | unix.IXON
	raw.Oflag &^= unix.OPOST
	raw.Lflag &^= unix.ECHO | unix.ICANON | unix.ISIG | unix.IEXTEN
	if err := unix.IoctlSetTermios(0, unix.TCSETS, &raw); err != nil {
		return nil, err
	}
	go io.Copy(ours, os.Stdin)
	done := make(chan struct{})
	go func() {
		io.Copy(os.Stdout, ours)
		close(done)
	}()
	return func() { <-done }, nil
}

func inside() error {
	command, err := kernel.Receive()
	if err != nil {
		return err
	}
	if err := kernel.MountProc(unix.MS_PRIVATE); err != nil {
		return err
	}
	return kernel.Become(command)
}
