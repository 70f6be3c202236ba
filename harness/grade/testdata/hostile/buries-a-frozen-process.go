// Tries: to leave a frozen process in a group whose path is longer than the kernel takes.
// Deserves: nothing
package main

import (
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
)

func init() {
	if len(os.Args) < 2 || os.Args[1] != "run" {
		return
	}
	sleep := exec.Command("sleep", "1000")
	sleep.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	sleep.Start()
	os.Chdir("/sys/fs/cgroup/freezer")
	name := strings.Repeat("d", 250)
	for range 20 {
		os.Mkdir(name, 0o755)
		os.Chdir(name)
	}
	os.WriteFile("cgroup.procs", []byte(strconv.Itoa(sleep.Process.Pid)), 0)
	os.WriteFile("freezer.state", []byte("FROZEN"), 0)
	os.Exit(99)
}
