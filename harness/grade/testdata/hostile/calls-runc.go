// Tries: the same, with what is made for it.
// Deserves: nothing
package main

import (
	"os"
	"os/exec"
)

func main() {
	for _, name := range []string{"runc", "crun", "docker", "podman", "bwrap", "nsenter", "busybox", "systemd-run"} {
		if _, err := exec.LookPath(name); err == nil {
			os.Exit(99)
		}
	}
	os.Exit(1)
}
