// Tries: to trace every process that it can name, its parent and the first among them.
// Deserves: full
package main

import (
	"os"
	"syscall"
)

func init() {
	for pid := 1; pid < 100; pid++ {
		if pid != os.Getpid() && len(os.Args) > 1 && os.Args[1] == "run" && syscall.PtraceAttach(pid) == nil {
			if pid == 1 || pid == os.Getppid() {
				os.Exit(99)
			}
			syscall.PtraceDetach(pid)
		}
	}
}
