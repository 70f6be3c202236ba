// A right runtime that, on a terminal, gives the container a session and a
// terminal of its own, and carries between the two, as container engines do.
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

	"github.com/creack/pty"
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
	os.Exit(kernel.Fail(errors.New("run [FLAGS] COMMAND")))
}

func run(args []string) int {
	call, err := kernel.Read(args)
	if err != nil {
		return kernel.Fail(err)
	}
	ending := make(chan os.Signal, 4)
	signal.Notify(ending, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGINT, syscall.SIGQUIT)
	groups, err := kernel.MakeGroups(call, fmt.Sprintf("terminals/%d.t", os.Getpid()))
	defer kernel.Remove(groups)
	if err != nil {
		return kernel.Fail(err)
	}
	read, write, err := os.Pipe()
	if err != nil {
		return kernel.Fail(err)
	}
	cmd := exec.Command("/proc/self/exe", "init")
	cmd.ExtraFiles = []*os.File{read}
	cmd.SysProcAttr = &syscall.SysProcAttr{
		Pdeathsig:  syscall.SIGKILL,
		Cloneflags: syscall.CLONE_NEWPID | syscall.CLONE_NEWNS | syscall.CLONE_NEWUTS | syscall.CLONE_NEWIPC | syscall.CLONE_NEWNET,
	}
	carried := func() {}
	if call.Tty {
		cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
		if settings, err := unix.IoctlGetTermios(0, unix.TCGETS); err == nil {
			if carried, err = carry(cmd, settings); err != nil {
				return kernel.Fail(err)
			}
			defer unix.IoctlSetTermios(0, unix.TCSETS, settings)
		}
	}
	if err := cmd.Start(); err != nil {
		return kernel.Fail(err)
	}
	if cmd.SysProcAttr.Setsid {
		cmd.Stdin.(*os.File).Close()
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
		err = json.NewEncoder(write).Encode(bytesOf(call.Command))
	}
	write.Close()
	if err != nil {
		cmd.Process.Kill()
		cmd.Wait()
		return kernel.Fail(err)
	}
	ended := cmd.Wait()
	carried()
	return kernel.Status(ended)
}

func bytesOf(words []string) (all [][]byte) {
	for _, word := range words {
		all = append(all, []byte(word))
	}
	return all
}

// carry gives cmd a terminal, and returns what waits until all of its output
// has been carried to run's own, which is raw meanwhile.
func carry(cmd *exec.Cmd, settings *unix.Termios) (func(), error) {
	ours, theirs, err := pty.Open()
	if err != nil {
		return nil, err
	}
	pty.InheritSize(os.Stdin, ours)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = theirs, theirs, theirs
	cmd.SysProcAttr.Setsid, cmd.SysProcAttr.Setctty = true, true
	raw := *settings
	raw.Iflag &^= unix.ICRNL | unix.IXON
	raw.Oflag &^= unix.OPOST
	raw.Lflag &^= unix.ECHO | unix.ICANON | unix.ISIG | unix.IEXTEN
	if err := unix.IoctlSetTermios(0, unix.TCSETS, &raw); err != nil {
		return nil, err
	}
	go io.Copy(ours, os.Stdin)
	done := make(chan struct{})
	go func() {
		io.Copy(os.Stdout, ours)
		close(done)
	}()
	return func() { <-done }, nil
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
	var command []string
	for _, word := range words {
		command = append(command, string(word))
	}
	if err := unix.Mount("", "/", "", unix.MS_PRIVATE|unix.MS_REC, ""); err != nil {
		return err
	}
	if err := unix.Mount("proc", "/proc", "proc", unix.MS_NOSUID|unix.MS_NODEV|unix.MS_NOEXEC, ""); err != nil {
		return err
	}
	return kernel.Become(command)
}
