// Tries: to be stopped, and to be waited for.
// Deserves: ends
package main

import (
	"os"
	"syscall"
)

func init() { syscall.Kill(os.Getpid(), syscall.SIGSTOP) }
