// Tries: to mount its own files over those of the cases, the probe and the system.
// Deserves: ends
// Takes: all the time that it is given
package main

import "syscall"

func init() {
	for _, place := range []string{"/cases", "/opt/probe", "/opt", "/usr/bin", "/bin", "/sys/fs/cgroup", "/proc", "/dev"} {
		syscall.Mount("none", place, "tmpfs", 0, "")
	}
}
