package main

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"

	"mydocker/harness/host"
)

// keptIn is a directory of the program's own in the kit, so that a person can
// repeat a case, and its lock: who watches a program may test it by hand too.
// There is none where the kit cannot be written.
func keptIn(kit, program string) (string, *os.File) {
	name := fmt.Sprintf("%s-%.4x", filepath.Base(program), sha256.Sum256([]byte(program)))
	dir, lock, err := host.OwnFolder(filepath.Join(kit, "bin", "tested", name))
	if err != nil {
		return "", nil
	}
	return dir, lock
}
