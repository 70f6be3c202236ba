// Tries: to leave the group around it, upwards.
// Deserves: full
package main

import (
	"os"
	"path/filepath"
	"syscall"
)

func init() {
	for _, file := range []string{"/sys/fs/cgroup/memory/../cgroup.procs", "/proc/1/root/sys/fs/cgroup/memory/../tasks", "/sys/fs/cgroup/cgroup.procs"} {
		if _, err := os.Stat(file); err == nil && os.WriteFile(file, []byte("0"), 0) == nil {
			os.Exit(99)
		}
	}
	os.Mkdir("/tmp/up", 0o755)
	if syscall.Mount("cgroup", "/tmp/up", "cgroup", 0, "memory") == nil {
		if above, _ := filepath.Glob("/tmp/up/mydocker-kit-*"); len(above) > 0 {
			os.Exit(99)
		}
		syscall.Unmount("/tmp/up", syscall.MNT_DETACH)
	}
	os.Remove("/tmp/up")
}
