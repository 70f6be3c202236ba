// Tries: to cover /proc for all that come after it.
// Deserves: nothing
package main

import (
	"os"
	"syscall"
)

func init() {
	if len(os.Args) > 1 && os.Args[1] == "run" {
		defer syscall.Mount("tmpfs", "/proc", "tmpfs", 0, "")
	}
}
