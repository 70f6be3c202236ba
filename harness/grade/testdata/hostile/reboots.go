// Tries: to turn the machine off, or to set its clock and its name.
// Deserves: full
package main

import (
	"os"
	"syscall"
)

func init() {
	if syscall.Reboot(syscall.LINUX_REBOOT_CMD_CAD_OFF) == nil || syscall.Reboot(syscall.LINUX_REBOOT_CMD_RESTART) == nil {
		os.Exit(99)
	}
	if syscall.Settimeofday(&syscall.Timeval{Sec: 1}) == nil {
		os.Exit(99)
	}
}
