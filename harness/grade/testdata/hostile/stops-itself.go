// Tries: to be stopped, and to be waited for.
// Deserves: ends
// Takes: all the time that it is given
package main

import (
	"os"
	"syscall"
)

func init() { syscall.Kill(os.Getpid(), syscall.SIGSTOP) }
