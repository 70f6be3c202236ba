// Tries: to be a test process that has ended well.
// Deserves: loses tty-wired exit-status own-uts own-pid memory-set
package main

import "os"

func init() { os.Exit(0) }
