// Tries: to mount its own files over those of the cases, the probe and the system.
// Deserves: ends
package main

import "syscall"

func init() {
	for _, place := range []string{"/cases", "/opt/probe", "/opt", "/usr/bin", "/bin", "/sys/fs/cgroup", "/proc", "/dev"} {
		syscall.Mount("none", place, "tmpfs", 0, "")
	}
}
