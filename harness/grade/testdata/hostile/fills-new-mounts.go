// Tries: to fill file systems of its own making.
// Deserves: ends
// Takes: all the time that it is given
package main

import (
	"os"
	"syscall"
)

func init() {
	os.Mkdir("/tmp/own", 0o755)
	if syscall.Mount("own", "/tmp/own", "tmpfs", 0, "size=1t") == nil {
		if file, err := os.Create("/tmp/own/x"); err == nil {
			for block := make([]byte, 1<<20); err == nil; {
				_, err = file.Write(block)
			}
		}
	}
}
