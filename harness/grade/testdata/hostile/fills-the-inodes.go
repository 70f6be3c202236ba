// Tries: to make as many files as there can be.
// Deserves: ends
// Takes: all the time that it is given
package main

import (
	"fmt"
	"os"
)

func init() {
	for i := 0; os.WriteFile(fmt.Sprintf("/tmp/%d-%d", os.Getpid(), i), nil, 0o644) == nil; i++ {
	}
}
