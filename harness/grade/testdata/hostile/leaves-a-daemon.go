// Tries: to leave a process that outlives it, in a session of its own.
// Deserves: loses nothing-left
package main

import (
	"os"
	"os/exec"
	"syscall"
)

func init() {
	if len(os.Args) > 1 && os.Args[1] == "run" {
		daemon := exec.Command("sleep", "100000")
		daemon.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
		daemon.Start()
	}
}
