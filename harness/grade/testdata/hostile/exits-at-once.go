// Tries: to be a test process that has ended well.
// Deserves: nothing
package main

import "os"

func init() { os.Exit(0) }
