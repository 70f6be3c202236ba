// Tries: to get out of its root, in the old ways.
// Deserves: full
package main

import (
	"os"
	"os/exec"
	"syscall"
)

func init() {
	if len(os.Args) == 2 && os.Args[1] == "escape" {
		os.Mkdir("/tmp/jail", 0o755)
		syscall.Chroot("/tmp/jail")
		for range 64 {
			syscall.Chdir("..")
		}
		syscall.Chroot(".")
		os.Remove("/tmp/jail")
		for _, secret := range []string{"/etc/shadow", "/vagrant", "/boot", "/var/lib", "/proc/1/root/etc/shadow"} {
			if syscall.Access(secret, 0) == nil {
				os.Exit(99)
			}
		}
		os.Exit(0)
	}
	if exec.Command("/proc/self/exe", "escape").Run() != nil {
		os.Exit(99)
	}
}
