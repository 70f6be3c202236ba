package mydocker

import (
	"io"
	"os"

	"golang.org/x/sys/unix"
)

// walk visits each group inside this one, the deepest first. The group is base in
// the open directory above it; name is what it is called from within:
// "/mydocker/1234". By its path it might not be found: a runtime can make one of
// more than the 4,096 bytes that the kernel takes, path_resolution(7).
func (g *group) walk(visit func(above int, base, name string)) {
	dir, err := os.Open(g.dir)
	if err != nil {
		return // a group that ends while it is walked is gone: good
	}
	defer dir.Close()
	walkBelow(dir, "", visit)
}

func walkBelow(dir *os.File, name string, visit func(above int, base, name string)) {
	above := int(dir.Fd())
	entries, _ := dir.ReadDir(-1)
	for _, entry := range entries {
		if !entry.IsDir() {
			continue
		}
		base := entry.Name()
		fd, err := unix.Openat(above, base, unix.O_RDONLY|unix.O_DIRECTORY|unix.O_NOFOLLOW|unix.O_CLOEXEC, 0)
		if err == nil {
			below := os.NewFile(uintptr(fd), base)
			walkBelow(below, name+"/"+base, visit)
			below.Close()
		}
		visit(above, base, name+"/"+base)
	}
}

// readIn returns what a file of the group says that is base in a directory; "",
// if the group is gone.
func readIn(above int, base, file string) string {
	fd, err := unix.Openat(above, base+"/"+file, unix.O_RDONLY|unix.O_CLOEXEC, 0)
	if err != nil {
		return ""
	}
	opened := os.NewFile(uintptr(fd), file)
	defer opened.Close()
	text, _ := io.ReadAll(opened)
	return string(text)
}

// writeIn writes to a file of the group that is base in a directory, if it is
// still there.
func writeIn(above int, base, file, value string) {
	fd, err := unix.Openat(above, base+"/"+file, unix.O_WRONLY|unix.O_CLOEXEC, 0)
	if err != nil {
		return
	}
	unix.Write(fd, []byte(value))
	unix.Close(fd)
}
