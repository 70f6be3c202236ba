// Tries: frames of passing tests on stdout, where the command's words are looked for.
// Deserves: loses logs-apart
package main

import "fmt"

func init() { fmt.Print("\x16=== RUN   TestX\n\x16--- PASS: TestX (0.00s)\nPASS\n") }
