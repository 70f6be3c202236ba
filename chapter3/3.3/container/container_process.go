// Package container makes the container's process: the parent's side starts
// it in new namespaces, the child's side prepares them and becomes the command.
package container

import (
	"fmt"
	"os"
	"os/exec"
	"syscall"
)

// NewParentProcess prepares this program's own init, in new UTS, PID, mount,
// network and IPC namespaces; see clone(2). The command to run in there is to
// be written to the returned pipe, whose other end is init's descriptor 3.
//
// With tty, the command has the caller's stdin, stdout and stderr; without,
// it has /dev/null. If the caller dies, the kernel kills the container.
func NewParentProcess(tty bool) (*exec.Cmd, *os.File, error) {
	readPipe, writePipe, err := NewPipe()
	if err != nil {
		return nil, nil, err
	}
	cmd := exec.Command("/proc/self/exe", "init")
	cmd.SysProcAttr = &syscall.SysProcAttr{
		Cloneflags: syscall.CLONE_NEWUTS |
			syscall.CLONE_NEWPID |
			syscall.CLONE_NEWNS |
			syscall.CLONE_NEWNET |
			syscall.CLONE_NEWIPC,
		Pdeathsig: syscall.SIGKILL,
	}
	if tty {
		cmd.Stdin = os.Stdin
		cmd.Stdout = os.Stdout
		cmd.Stderr = os.Stderr
	}
	cmd.ExtraFiles = []*os.File{readPipe}
	return cmd, writePipe, nil
}

// NewPipe makes an anonymous pipe, and returns its read end and its write
// end; see pipe(2). Neither is inherited by a program that this one starts.
func NewPipe() (read, write *os.File, err error) {
	read, write, err = os.Pipe()
	if err != nil {
		return nil, nil, fmt.Errorf("make a pipe for the command: %w", err)
	}
	return read, write, nil
}
