// A right runtime that gives the container a mount tree of its own: all of /,
// bound elsewhere, and pivoted into. Run reads the command's arguments from
// its own, and init gets them on a pipe as JSON of bytes.
package main

import (
	"fmt"
	"os"
	"runtime"
	"syscall"

	"golang.org/x/sys/unix"

	"mydocker/harness/proving/testdata/wheats/kernel"
)

func init() { runtime.LockOSThread() }

func main() { kernel.Main(run, "init", inside) }

func run(args []string) int {
	call, err := kernel.Read(args)
	if err != nil {
		return kernel.Fail(err)
	}
	ending := kernel.Catch(syscall.SIGTERM, syscall.SIGHUP)
	groups, err := kernel.MakeGroups(call, fmt.Sprintf("by-pivot/box-%d", os.Getpid()))
	defer kernel.Remove(groups)
	if err != nil {
		return kernel.Fail(err)
	}
	read, write, err := os.Pipe()
	if err != nil {
		return kernel.Fail(err)
	}
	cmd := kernel.Init("init", call.Tty, read)
	if err := cmd.Start(); err != nil {
		return kernel.Fail(err)
	}
	read.Close()
	go kernel.EndBy(ending, cmd.Process)
	for _, group := range groups {
		if err = kernel.Write(group, "cgroup.procs", fmt.Sprint(cmd.Process.Pid)); err != nil {
			break
		}
	}
	if err == nil {
		err = kernel.Send(write, call.Command)
	}
	write.Close()
	return kernel.End(cmd, err)
}

func inside() error {
	command, err := kernel.Receive()
	if err != nil {
		return err
	}
	cwd, err := os.Getwd()
	if err != nil {
		return err
	}
	for _, step := range []func() error{
		func() error { return unix.Mount("", "/", "", unix.MS_PRIVATE|unix.MS_REC, "") },
		func() error { return unix.Mount("/", "/mnt", "", unix.MS_BIND|unix.MS_REC, "") },
		func() error { return unix.Chdir("/mnt") },
		func() error { return unix.PivotRoot(".", ".") }, // the old one is over the new: pivot_root(2)
		func() error { return unix.Unmount(".", unix.MNT_DETACH) },
		func() error {
			return unix.Mount("proc", "/proc", "proc", unix.MS_NOSUID|unix.MS_NODEV|unix.MS_NOEXEC, "")
		},
		func() error { return unix.Chdir(cwd) },
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return kernel.Become(command)
}
