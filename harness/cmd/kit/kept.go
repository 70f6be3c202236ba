package main

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"

	"golang.org/x/sys/unix"
)

// keptIn is a directory of the program's own in the kit, so that a person can
// repeat a case, and its lock: who watches a program may test it by hand too.
// There is none where the kit cannot be written.
func keptIn(kit, program string) (string, *os.File) {
	name := fmt.Sprintf("%s-%.4x", filepath.Base(program), sha256.Sum256([]byte(program)))
	for at := 1; ; at++ {
		dir := filepath.Join(kit, "bin", "tested", name)
		if at > 1 {
			dir += fmt.Sprintf("-%d", at)
		}
		if os.MkdirAll(filepath.Join(dir, "bin"), 0o755) != nil {
			return "", nil
		}
		lock, err := os.Create(filepath.Join(dir, "lock"))
		if err != nil {
			return "", nil
		}
		// A folder that is shared with a VM may know no locks.
		if unix.Flock(int(lock.Fd()), unix.LOCK_EX|unix.LOCK_NB) != unix.EWOULDBLOCK {
			return dir, lock
		}
		lock.Close()
	}
}
