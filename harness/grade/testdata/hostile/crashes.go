// Tries: to crash, with a core that somebody outside is to write.
// Deserves: nothing
package main

import (
	"os"
	"syscall"
)

func init() {
	syscall.Setrlimit(syscall.RLIMIT_CORE, &syscall.Rlimit{Cur: 1 << 40, Max: 1 << 40})
	syscall.Kill(os.Getpid(), syscall.SIGQUIT)
	syscall.Kill(os.Getpid(), syscall.SIGKILL)
}
