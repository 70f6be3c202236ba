// Package container makes the container's process: the parent's side starts
// it in new namespaces, the child's side prepares them and becomes the command.
package container

import (
	"os"
	"os/exec"
	"syscall"
)

// NewParentProcess prepares this program's own init, in new UTS, PID, mount,
// network and IPC namespaces, to run command in there; see clone(2).
//
// With tty, the command has the caller's stdin, stdout and stderr; without,
// it has /dev/null. If the caller dies, the kernel kills the container.
func NewParentProcess(tty bool, command string) *exec.Cmd {
	cmd := exec.Command("/proc/self/exe", "init", command)
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
	return cmd
}
