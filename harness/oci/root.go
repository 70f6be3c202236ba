package oci

import (
	"fmt"
	"io"
	"strings"

	"github.com/moby/sys/mountinfo"
	"golang.org/x/sys/unix"
)

// ShowRoot shows / at dir, in the calling thread's mount namespace, which is to
// be none of the machine's: the runtimes refuse a root that is not a mount of its
// own. They are not shown hierarchies without controllers: crun refuses to work
// beside a cgroup2, and leaves its groups in systemd's. Mounts is the thread's
// /proc/PID/task/TID/mountinfo.
func ShowRoot(dir string, mounts io.Reader) error {
	hidden, err := mountinfo.GetMountsFromReader(mounts, holdsNoLimits)
	if err != nil {
		return fmt.Errorf("read the mounts: %w", err)
	}
	for _, mount := range hidden {
		unix.Unmount(mount.Mountpoint, unix.MNT_DETACH)
	}
	if err := unix.Mount("/", dir, "", unix.MS_BIND|unix.MS_REC, ""); err != nil {
		return fmt.Errorf("show / at %s: %w", dir, err)
	}
	return nil
}

func holdsNoLimits(mount *mountinfo.Info) (skip, stop bool) {
	return mount.FSType != "cgroup2" && !(mount.FSType == "cgroup" && strings.Contains(mount.VFSOptions, "name=")), false
}
