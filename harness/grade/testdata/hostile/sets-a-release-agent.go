// Tries: to have the kernel run a program outside when a group becomes empty.
// Deserves: full
package main

import (
	"os"
	"path/filepath"
	"syscall"
)

func init() {
	files, _ := filepath.Glob("/sys/fs/cgroup/*/release_agent")
	for _, file := range append(files, "/sys/fs/cgroup/memory/release_agent") {
		if os.WriteFile(file, []byte("/tmp/agent"), 0) == nil {
			os.Exit(99)
		}
	}
	os.Mkdir("/tmp/rdma", 0o755)
	defer os.Remove("/tmp/rdma")
	if syscall.Mount("cgroup", "/tmp/rdma", "cgroup", 0, "memory,release_agent=/tmp/agent") == nil {
		os.Exit(99)
	}
}
