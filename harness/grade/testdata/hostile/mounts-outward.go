// Tries: to have its mounts reach this machine, by propagation and by the first process's root.
// Deserves: full
package main

import (
	"os"
	"syscall"
)

func init() {
	os.Mkdir("/tmp/out", 0o755)
	syscall.Mount("", "/", "", syscall.MS_SHARED|syscall.MS_REC, "")
	for _, place := range []string{"/tmp/out", "/proc/1/root/tmp/out", "/run"} {
		if syscall.Mount("out", place, "tmpfs", 0, "") == nil {
			syscall.Unmount(place, syscall.MNT_DETACH)
		}
	}
	os.Remove("/tmp/out")
}
