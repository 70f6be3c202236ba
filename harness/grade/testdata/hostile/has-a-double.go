// Tries: an isolated double of the command for whoever looks, and the command itself outside.
// Deserves: loses exit-status pid-one own-uts own-pid host-proc-kept nothing-left memory-set limits-first
package main

import (
	"os"
	"os/exec"
	"syscall"
)

func init() {
	if len(os.Args) < 3 || os.Args[1] != "run" {
		return
	}
	word := os.Args[len(os.Args)-1]
	double := exec.Command(word)
	double.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWUTS | syscall.CLONE_NEWPID | syscall.CLONE_NEWNS | syscall.CLONE_NEWNET | syscall.CLONE_NEWIPC}
	double.StdinPipe()
	double.Start()
	command := exec.Command(word)
	command.Stdin, command.Stdout, command.Stderr = os.Stdin, os.Stdout, os.Stderr
	command.Run()
	os.Exit(command.ProcessState.ExitCode())
}
