package host

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/moby/sys/mountinfo"
	"golang.org/x/sys/unix"
)

// temporaryRoom is how many bytes the suites need for temporary files: they are
// compiled there, from the beginning if need be.
const temporaryRoom = 128 << 20

// Temporary is a folder for temporary files, in which programs are built and
// started.
func Temporary() Requirement {
	return Requirement{
		ID: "temporary", Kind: "temporary files", Item: os.TempDir(),
		Name:    "a folder for temporary files",
		Remedy:  "make room in it, or name another one in TMPDIR",
		missing: func() *Cause { return lookAt(os.TempDir()).whyNoUse() },
	}
}

// temporary is what is known of a folder for temporary files.
type temporary struct {
	dir   string
	err   error // of looking at it, or of making a file in it
	flags int64 // of its mount: ST_NOEXEC and the like, statfs(2)
	// Of its file system, in bytes: what is free, and all.
	free, size uint64
	// mountpoint is where the file system is mounted that it is in, of that type.
	mountpoint, fsType string
}

func lookAt(dir string) (t temporary) {
	t.dir = dir
	var system unix.Statfs_t
	if err := unix.Statfs(dir, &system); err != nil {
		t.err = &fs.PathError{Op: "look at", Path: dir, Err: err}
		return t
	}
	t.flags, t.free, t.size = int64(system.Flags), system.Bavail*uint64(system.Bsize), system.Blocks*uint64(system.Bsize)
	t.mountpoint, t.fsType = mountOf(dir)
	file, err := os.CreateTemp(dir, "mydocker-doctor-")
	if err != nil {
		t.err = err
		return t
	}
	file.Close()
	os.Remove(file.Name())
	return t
}

// mountOf is where the file system that dir is in is mounted, and of what type
// it is; dir itself if nobody knows.
func mountOf(dir string) (mountpoint, fsType string) {
	real, err := filepath.EvalSymlinks(dir)
	if err != nil {
		return dir, ""
	}
	mounts, err := mountinfo.GetMounts(mountinfo.ParentsFilter(real))
	if err != nil {
		return dir, ""
	}
	for _, mount := range mounts { // what is mounted later lies over what is there
		if len(mount.Mountpoint) >= len(mountpoint) {
			mountpoint, fsType = mount.Mountpoint, mount.FSType
		}
	}
	return mountpoint, fsType
}

// whyNoUse is why the suites cannot work in the folder; nil, if they can.
func (t temporary) whyNoUse() *Cause {
	where := map[string]any{"Mountpoint": t.mountpoint}
	switch {
	case errors.Is(t.err, fs.ErrNotExist):
		return &Cause{ID: "temporary-none", Command: "sudo mkdir -p -m 1777 " + t.dir}
	case t.flags&unix.ST_RDONLY != 0:
		return &Cause{"read-only", where, "sudo mount -o remount,rw " + t.mountpoint}
	case t.flags&unix.ST_NOEXEC != 0:
		return &Cause{"temporary-noexec", where, "sudo mount -o remount,exec " + t.mountpoint}
	case t.free < temporaryRoom || errors.Is(t.err, unix.ENOSPC):
		full := &Cause{ID: "temporary-full", Values: map[string]any{"Free": t.free >> 20, "Wanted": temporaryRoom >> 20}}
		if t.fsType == "tmpfs" {
			full.Command = fmt.Sprintf("sudo mount -o remount,size=%dm %s", (t.size+temporaryRoom)>>20+1024, t.mountpoint)
		}
		return full
	case t.err != nil:
		return causeIn(t.err)
	}
	return nil
}
