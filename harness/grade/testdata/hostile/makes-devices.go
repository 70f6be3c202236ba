// Tries: to make device nodes, of disks and of memory.
// Deserves: full
package main

import (
	"os"
	"syscall"
)

func init() {
	for _, device := range []int{8<<8 | 0, 253 << 8, 254 << 8, 7 << 8} {
		if syscall.Mknod("/tmp/disk", syscall.S_IFBLK|0o600, device) == nil {
			os.Exit(99)
		}
	}
	if syscall.Mknod("/tmp/mem", syscall.S_IFCHR|0o600, 1<<8|1) == nil {
		os.Exit(99)
	}
	for _, file := range []string{"/dev/mem", "/dev/kvm", "/dev/sda", "/dev/vda", "/dev/fuse", "/dev/net/tun", "/dev/loop-control", "/proc/kcore"} {
		if opened, err := os.OpenFile(file, os.O_RDWR, 0); err == nil {
			opened.Close()
			os.Exit(99)
		}
	}
}
