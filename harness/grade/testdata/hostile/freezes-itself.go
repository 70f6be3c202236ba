// Tries: to be frozen, so that it does not hear of being killed.
// Deserves: ends
// Takes: all the time that it is given
package main

import (
	"os"
	"time"
)

func init() {
	group := "/sys/fs/cgroup/freezer/ice"
	os.Mkdir(group, 0o755)
	os.WriteFile(group+"/cgroup.procs", []byte("0"), 0)
	os.WriteFile(group+"/freezer.state", []byte("FROZEN"), 0)
	time.Sleep(time.Hour)
}
