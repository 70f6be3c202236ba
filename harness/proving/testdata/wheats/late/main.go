// A right runtime with another order of work: the container is started first,
// then its groups are made, then each of its threads is moved by its id, and
// only then is it told its command. A bad limit ends it before that.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"runtime"
	"strconv"
	"strings"
	"syscall"

	"golang.org/x/sys/unix"

	"mydocker/harness/proving/testdata/wheats/kernel"
)

func init() { runtime.LockOSThread() }

func main() {
	switch {
	case len(os.Args) > 1 && os.Args[1] == "run":
		os.Exit(run(os.Args[2:]))
	case len(os.Args) > 1 && os.Args[1] == "child" && os.Getpid() == 1:
		os.Exit(kernel.Fail(inside()))
	}
	os.Exit(kernel.Fail(errors.New("usage: run")))
}

func run(args []string) int {
	call, err := kernel.Read(args)
	if err != nil {
		return kernel.Fail(err)
	}
	ending := make(chan os.Signal, 4)
	signal.Notify(ending, syscall.SIGTERM, syscall.SIGHUP)
	signal.Notify(make(chan os.Signal, 4), syscall.SIGINT, syscall.SIGQUIT)
	cmd := exec.Command("/proc/self/exe", "child")
	if call.Tty {
		cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	}
	read, write, err := os.Pipe()
	if err != nil {
		return kernel.Fail(err)
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
	groups, err := kernel.MakeGroups(call, fmt.Sprintf("late/%d", cmd.Process.Pid))
	defer kernel.Remove(groups)
	for _, group := range groups {
		if err == nil {
			err = moveThreads(cmd.Process.Pid, group)
		}
	}
	if err == nil {
		err = send(write, call.Command)
	}
	write.Close()
	if err != nil {
		cmd.Process.Kill()
		cmd.Wait()
		return kernel.Fail(err)
	}
	return kernel.Status(cmd.Wait())
}

// moveThreads moves all threads of a process, until none is left elsewhere:
// one may have been made meanwhile.
func moveThreads(pid int, group string) error {
	moved := map[string]bool{}
	for again := true; again; {
		again = false
		threads, err := os.ReadDir(fmt.Sprintf("/proc/%d/task", pid))
		if err != nil {
			return err
		}
		for _, thread := range threads {
			if !moved[thread.Name()] {
				err := kernel.Write(group, "tasks", thread.Name())
				if err != nil && !errors.Is(err, unix.ESRCH) {
					return err
				}
				moved[thread.Name()], again = true, true
			}
		}
	}
	return nil
}

// send writes each word behind its length.
func send(pipe io.Writer, words []string) error {
	var text strings.Builder
	for _, word := range words {
		fmt.Fprintf(&text, "%d:%s", len(word), word)
	}
	_, err := io.WriteString(pipe, text.String()+".")
	return err
}

func receive(text string) (words []string, err error) {
	for text != "." {
		length, rest, found := strings.Cut(text, ":")
		n, err := strconv.Atoi(length)
		if !found || err != nil || n > len(rest) {
			return nil, errors.New("run has gone away")
		}
		words, text = append(words, rest[:n]), rest[n:]
	}
	return words, nil
}

func inside() error {
	pipe := os.NewFile(3, "pipe")
	text, err := io.ReadAll(pipe)
	pipe.Close()
	if err != nil {
		return err
	}
	words, err := receive(string(text))
	if err != nil {
		return err
	}
	if err := unix.Mount("", "/", "", unix.MS_PRIVATE|unix.MS_REC, ""); err != nil {
		return err
	}
	if err := unix.Mount("proc", "/proc", "proc", unix.MS_NOSUID|unix.MS_NODEV|unix.MS_NOEXEC, ""); err != nil {
		return err
	}
	return kernel.Become(words)
}
