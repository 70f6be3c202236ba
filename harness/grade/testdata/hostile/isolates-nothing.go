// Tries: just to run the command, and to print what a simple tester wants to see.
// Deserves: loses exit-status pid-one own-uts own-pid host-proc-kept nothing-left memory-set limits-first
package main

import (
	"fmt"
	"os"
	"syscall"
)

func main() {
	fmt.Fprintln(os.Stderr, "1\ncontainer\n104857600")
	command := os.Args[len(os.Args)-1]
	syscall.Exec(command, []string{command}, os.Environ())
	os.Exit(127)
}
