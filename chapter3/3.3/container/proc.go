package container

import (
	"fmt"

	"golang.org/x/sys/unix"
)

// mountProc mounts a procfs of this PID namespace over the host's /proc, with
// nosuid, nodev and noexec; see mount(2) and proc(5).
func mountProc() error {
	// A new mount namespace is a copy whose mounts still propagate to the
	// host's where / is shared, as systemd has it: mount_namespaces(7).
	if err := unix.Mount("", "/", "", unix.MS_PRIVATE|unix.MS_REC, ""); err != nil {
		return fmt.Errorf("init: make the container's mounts private: %w", err)
	}
	flags := uintptr(unix.MS_NOSUID | unix.MS_NODEV | unix.MS_NOEXEC)
	if err := unix.Mount("proc", "/proc", "proc", flags, ""); err != nil {
		return fmt.Errorf("init: mount /proc: %w", err)
	}
	return nil
}
