// A right runtime that gives the container a mount tree of its own: all of /,
// bound elsewhere, and pivoted into. Run reads the command's arguments from
// its own, and init gets them on a pipe as JSON of bytes.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"runtime"
	"syscall"

	"golang.org/x/sys/unix"

	"mydocker/harness/proving/testdata/wheats/kernel"
)

func init() { runtime.LockOSThread() }

func main() {
	switch {
	case len(os.Args) > 1 && os.Args[1] == "run":
		os.Exit(run(os.Args[2:]))
	case len(os.Args) > 1 && os.Args[1] == "init" && os.Getpid() == 1:
		os.Exit(kernel.Fail(inside()))
	}
	os.Exit(kernel.Fail(errors.New("run is what there is")))
}

func run(args []string) int {
	call, err := kernel.Read(args)
	if err != nil {
		return kernel.Fail(err)
	}
	ending := make(chan os.Signal, 4)
	signal.Notify(ending, syscall.SIGTERM, syscall.SIGHUP)
	signal.Notify(make(chan os.Signal, 4), syscall.SIGINT, syscall.SIGQUIT)
	groups, err := kernel.MakeGroups(call, fmt.Sprintf("by-pivot/box-%d", os.Getpid()))
	defer kernel.Remove(groups)
	if err != nil {
		return kernel.Fail(err)
	}
	read, write, err := os.Pipe()
	if err != nil {
		return kernel.Fail(err)
	}
	cmd := exec.Command("/proc/self/exe", "init")
	if call.Tty {
		cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	}
	cmd.ExtraFiles = []*os.File{read}
	cmd.SysProcAttr = &syscall.SysProcAttr{
		Pdeathsig:  syscall.SIGKILL,
		Cloneflags: syscall.CLONE_NEWPID | syscall.CLONE_NEWNS | syscall.CLONE_NEWUTS | syscall.CLONE_NEWIPC | syscall.CLONE_NEWNET,
	}
	if err := cmd.Start(); err != nil {
		return kernel.Fail(err)
	}
	read.Close()
	go func() {
		for range ending {
			cmd.Process.Kill()
		}
	}()
	for _, group := range groups {
		if err = kernel.Write(group, "cgroup.procs", fmt.Sprint(cmd.Process.Pid)); err != nil {
			break
		}
	}
	if err == nil {
		words := make([][]byte, len(call.Command))
		for i, word := range call.Command {
			words[i] = []byte(word)
		}
		err = json.NewEncoder(write).Encode(words)
	}
	write.Close()
	if err != nil {
		cmd.Process.Kill()
		cmd.Wait()
		return kernel.Fail(err)
	}
	return kernel.Status(cmd.Wait())
}

func inside() error {
	pipe := os.NewFile(3, "pipe")
	unix.CloseOnExec(3)
	text, err := io.ReadAll(pipe)
	if err != nil {
		return err
	}
	var words [][]byte
	if err := json.Unmarshal(text, &words); err != nil {
		return err
	}
	command := make([]string, len(words))
	for i, word := range words {
		command[i] = string(word)
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
