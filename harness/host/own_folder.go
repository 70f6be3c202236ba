package host

import (
	"fmt"
	"os"
	"path/filepath"

	"golang.org/x/sys/unix"
)

// OwnFolder returns a directory that no other process has from here: dir, or where
// that is taken, the first of dir-2, dir-3 and so on that is not. It makes it, and
// has it for as long as the returned file in it is open. The error is that it
// cannot be written. The lock of the directory itself is free for who builds there.
func OwnFolder(dir string) (own string, lock *os.File, err error) {
	own = dir
	for at := 2; ; at++ {
		if err = os.MkdirAll(own, 0o755); err == nil {
			lock, err = os.Create(filepath.Join(own, "lock"))
		}
		if err != nil {
			return "", nil, fmt.Errorf("have a folder for this process alone: %w", err)
		}
		// A folder that is shared with a VM may know no locks.
		if unix.Flock(int(lock.Fd()), unix.LOCK_EX|unix.LOCK_NB) != unix.EWOULDBLOCK {
			return own, lock, nil
		}
		lock.Close()
		own = fmt.Sprintf("%s-%d", dir, at)
	}
}
