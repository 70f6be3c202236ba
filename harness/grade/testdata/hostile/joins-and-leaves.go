// Tries: to be in its group for a moment, and to leave it from inside.
// Deserves: loses memory-set limits-first
package main

import (
	"os"
	"path/filepath"
)

func init() {
	if len(os.Args) > 1 && os.Args[1] == "init" {
		go func() {
			for {
				for _, procs := range []string{"/sys/fs/cgroup/memory/tasks", "/sys/fs/cgroup/memory/cgroup.procs"} {
					if groups, _ := filepath.Glob("/sys/fs/cgroup/memory/*/*/tasks"); len(groups) > 0 {
						os.WriteFile(procs, []byte("0"), 0)
						os.WriteFile(procs, []byte("1"), 0)
					}
				}
			}
		}()
	}
}
