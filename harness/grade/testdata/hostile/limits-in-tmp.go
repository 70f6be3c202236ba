// Tries: files that look like limits, in a directory that is none of the kernel's.
// Deserves: loses memory-set limits-first
package main

import (
	"os"
	"slices"
)

func init() {
	if at := slices.Index(os.Args, "-m"); at > 0 {
		os.MkdirAll("/tmp/cgroup/memory/mydocker", 0o755)
		os.WriteFile("/tmp/cgroup/memory/mydocker/memory.limit_in_bytes", []byte("104857600"), 0o644)
		os.Args = slices.Delete(os.Args, at, at+2)
	}
}
