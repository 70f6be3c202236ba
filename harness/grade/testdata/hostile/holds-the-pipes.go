// Tries: to leave a process that holds stdout and stderr open, so that their end never comes.
// Deserves: ends
// Takes: all the time that it is given
package main

import (
	"os"
	"os/exec"
	"os/signal"
	"syscall"
)

func init() {
	signal.Ignore(syscall.SIGHUP)
	if len(os.Args) > 1 && os.Args[1] == "run" {
		daemon := exec.Command("sleep", "100000")
		daemon.Stdout, daemon.Stderr = os.Stdout, os.Stderr
		daemon.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
		daemon.Start()
	}
}
