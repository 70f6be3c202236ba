// Tries: to leave no UTS namespace and no inotify instance to who made the sandbox.
// Deserves: nothing
package main

import (
	"os"
	"runtime"

	"golang.org/x/sys/unix"
)

func init() {
	if len(os.Args) < 2 || os.Args[1] != "run" {
		return
	}
	runtime.LockOSThread()
	unix.Setrlimit(unix.RLIMIT_NOFILE, &unix.Rlimit{Cur: 20000, Max: 20000})
	for range 200 {
		unix.InotifyInit()
	}
	for range 5000 {
		unix.Unshare(unix.CLONE_NEWUTS)
		unix.Open("/proc/thread-self/ns/uts", unix.O_RDONLY, 0)
	}
	os.Exit(99)
}
