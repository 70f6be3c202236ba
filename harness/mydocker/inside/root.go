package main

import (
	"fmt"
	"os"
	"path/filepath"
	"sort"

	"golang.org/x/sys/unix"
)

// plan is what is to be seen in the sandbox.
type plan struct {
	// System is a directory of this machine. What is in it is read-only at
	// the same place below /.
	System string
	// Files are more files and directories of this machine, read-only, by
	// their places in the sandbox.
	Files map[string]string
	// Layers are directories of this machine that can be written: what is
	// written is kept apart, in memory, and lost. overlayfs.rst.
	Layers map[string]string
	// Dirs are empty and can be written.
	Dirs []string
	// Bytes and Inodes limit all that is written.
	Bytes, Inodes int64
	// Hierarchies are those of cgroup v1, by where they are mounted:
	// "memory", "cpu,cpuacct".
	Hierarchies map[string]string
	// Links are symbolic links: their places, and where they lead to.
	Links map[string]string
}

// newRoot is where / is made: a directory that every machine has.
const newRoot = "/tmp"

// open opens all that is to be shown, and returns the descriptors by its places:
// the files may be below newRoot, which is going to be covered. Symbolic links
// are made anew.
func (p plan) open() (sources map[string]int, err error) {
	files := map[string]string{}
	entries, err := os.ReadDir(p.System)
	if err != nil {
		return nil, err
	}
	for _, entry := range entries {
		file := filepath.Join(p.System, entry.Name())
		if target, err := os.Readlink(file); err == nil {
			p.Links["/"+entry.Name()] = target
			continue
		}
		files["/"+entry.Name()] = file
	}
	for at, file := range p.Files {
		files[at] = file
	}
	for _, device := range devices {
		files["/dev/"+device] = "/dev/" + device
	}
	for at, dir := range p.Layers {
		files[at] = dir
	}
	sources = map[string]int{}
	for at, file := range files {
		if sources[at], err = unix.Open(file, unix.O_PATH|unix.O_NOFOLLOW|unix.O_CLOEXEC, 0); err != nil {
			return nil, fmt.Errorf("open %s: %w", file, err)
		}
	}
	return sources, nil
}

// makeRoot makes what is to be /.
func (p plan) makeRoot(sources map[string]int) error {
	if err := unix.Mount("", "/", "", unix.MS_PRIVATE|unix.MS_REC, ""); err != nil {
		return fmt.Errorf("cut the mounts off: %w", err)
	}
	tmpfs := fmt.Sprintf("mode=755,size=%d,nr_inodes=%d", p.Bytes, p.Inodes)
	if err := unix.Mount("tmpfs", newRoot, "tmpfs", unix.MS_NOSUID|unix.MS_NODEV, tmpfs); err != nil {
		return fmt.Errorf("mount what is to be /: %w", err)
	}
	for i, at := range inOrder(sources) {
		place := show
		if p.Layers[at] != "" {
			place = layer(i)
		}
		if err := place(fmt.Sprintf("/proc/self/fd/%d", sources[at]), newRoot+at); err != nil {
			return fmt.Errorf("show %s: %w", at, err)
		}
	}
	for _, dir := range append([]string{"/tmp", "/root", "/run", "/dev/pts", "/dev/shm", "/proc", "/sys/fs/cgroup"}, p.Dirs...) {
		if err := os.MkdirAll(newRoot+dir, 0o755); err != nil {
			return err
		}
	}
	return p.mountAll()
}

// devices are those that a program may use.
var devices = []string{"null", "zero", "full", "random", "urandom", "tty"}

// mountAll mounts the kernel's own file systems.
func (p plan) mountAll() error {
	for _, m := range []struct {
		at, kind, options string
		flags             uintptr
	}{
		{"/proc", "proc", "", unix.MS_NOSUID | unix.MS_NODEV | unix.MS_NOEXEC},
		{"/dev/pts", "devpts", "newinstance,ptmxmode=0666,mode=620", unix.MS_NOSUID | unix.MS_NOEXEC},
	} {
		if err := unix.Mount(m.kind, newRoot+m.at, m.kind, m.flags, m.options); err != nil {
			return fmt.Errorf("mount %s: %w", m.at, err)
		}
	}
	for _, at := range inOrder(p.Hierarchies) {
		if err := os.MkdirAll(newRoot+at, 0o755); err != nil {
			return err
		}
		if err := unix.Mount("cgroup", newRoot+at, "cgroup", 0, p.Hierarchies[at]); err != nil {
			return fmt.Errorf("mount %s: %w", at, err)
		}
	}
	links := map[string]string{"/dev/ptmx": "pts/ptmx", "/dev/fd": "/proc/self/fd", "/dev/stdin": "fd/0", "/dev/stdout": "fd/1", "/dev/stderr": "fd/2"}
	for at, target := range p.Links {
		links[at] = target
	}
	for _, at := range inOrder(links) {
		if err := os.Symlink(links[at], newRoot+at); err != nil {
			return err
		}
	}
	return nil
}

// show makes source, a descriptor, visible at a place, and read-only there.
func show(source, at string) error {
	if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
		return err
	}
	file, err := os.Stat(source)
	if err != nil {
		return err
	}
	if file.IsDir() {
		err = os.MkdirAll(at, 0o755)
	} else {
		err = os.WriteFile(at, nil, 0o644)
	}
	if err != nil {
		return err
	}
	if err := unix.Mount(source, at, "", unix.MS_BIND, ""); err != nil {
		return err
	}
	if file.Mode()&os.ModeDevice != 0 {
		return nil
	}
	// What a user namespace has inherited keeps the flags that it has:
	// mount_namespaces(7), "Restrictions on mount namespaces".
	var now unix.Statfs_t
	if err := unix.Statfs(at, &now); err != nil {
		return err
	}
	flags := uintptr(unix.MS_BIND | unix.MS_REMOUNT | unix.MS_RDONLY | unix.MS_NOSUID | unix.MS_NODEV)
	for kept, flag := range map[int64]uintptr{unix.ST_NOEXEC: unix.MS_NOEXEC, unix.ST_NOATIME: unix.MS_NOATIME, unix.ST_NODIRATIME: unix.MS_NODIRATIME, unix.ST_RELATIME: unix.MS_RELATIME} {
		if now.Flags&kept != 0 {
			flags |= flag
		}
	}
	return unix.Mount("", at, "", flags, "")
}

// layer returns what makes a directory visible at a place where it can be
// written.
func layer(number int) func(source, at string) error {
	return func(source, at string) error {
		written := fmt.Sprintf("%s/.layers/%d/", newRoot, number)
		for _, dir := range []string{at, written + "upper", written + "work"} {
			if err := os.MkdirAll(dir, 0o755); err != nil {
				return err
			}
		}
		options := fmt.Sprintf("lowerdir=%s,upperdir=%supper,workdir=%swork,userxattr", source, written, written)
		return unix.Mount("overlay", at, "overlay", unix.MS_NOSUID|unix.MS_NODEV, options)
	}
}

// enterRoot makes it /, and takes all else away.
func (p plan) enterRoot() error {
	const old = "/.old"
	if err := os.Mkdir(newRoot+old, 0o700); err != nil {
		return err
	}
	if err := unix.PivotRoot(newRoot, newRoot+old); err != nil {
		return fmt.Errorf("enter the new /: %w", err)
	}
	if err := os.Chdir("/"); err != nil {
		return err
	}
	if err := unix.Unmount(old, unix.MNT_DETACH); err != nil {
		return fmt.Errorf("take the old / away: %w", err)
	}
	if err := os.Remove(old); err != nil {
		return err
	}
	if err := unix.Mount("", "/", "", unix.MS_SHARED|unix.MS_REC, ""); err != nil {
		return fmt.Errorf("share / as a systemd machine does: %w", err)
	}
	return nil
}

// inOrder returns places, what is above before what is below.
func inOrder[V any](places map[string]V) []string {
	var order []string
	for place := range places {
		order = append(order, place)
	}
	sort.Strings(order)
	return order
}
