package kernel

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"syscall"

	"golang.org/x/sys/unix"
)

// Main is a main function: run has the arguments behind run, and inside is
// the first process of the container, which was started with word.
func Main(run func(args []string) int, word string, inside func() error) {
	switch {
	case len(os.Args) > 1 && os.Args[1] == "run":
		os.Exit(run(os.Args[2:]))
	case len(os.Args) > 1 && os.Args[1] == word && os.Getpid() == 1:
		os.Exit(Fail(inside()))
	}
	os.Exit(Fail(errors.New("usage: run [FLAGS] COMMAND")))
}

// Catch catches the signals that are to end the container, and those of the
// terminal's keys, which are for the command.
func Catch(ending ...os.Signal) <-chan os.Signal {
	caught := make(chan os.Signal, 4)
	signal.Notify(caught, ending...)
	signal.Notify(make(chan os.Signal, 4), syscall.SIGINT, syscall.SIGQUIT)
	return caught
}

// EndBy kills a process when a signal has been caught.
func EndBy(caught <-chan os.Signal, process *os.Process) {
	for range caught {
		process.Kill()
	}
}

// Init is this program again, as word, in new namespaces, with a pipe as its
// descriptor 3.
func Init(word string, tty bool, pipe *os.File) *exec.Cmd {
	cmd := exec.Command("/proc/self/exe", word)
	if tty {
		cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	}
	cmd.ExtraFiles = []*os.File{pipe}
	cmd.SysProcAttr = &syscall.SysProcAttr{
		Pdeathsig:  syscall.SIGKILL,
		Cloneflags: syscall.CLONE_NEWPID | syscall.CLONE_NEWNS | syscall.CLONE_NEWUTS | syscall.CLONE_NEWIPC | syscall.CLONE_NEWNET,
	}
	return cmd
}

// End waits for a container that was begun, or, if that failed, ends it, and
// returns what run is to exit with.
func End(cmd *exec.Cmd, err error) int {
	if err != nil {
		cmd.Process.Kill()
		cmd.Wait()
		return Fail(err)
	}
	return Status(cmd.Wait())
}

// Send writes a command as JSON of bytes: that of strings holds UTF-8 alone.
func Send(pipe io.Writer, command []string) error {
	words := make([][]byte, len(command))
	for i, word := range command {
		words[i] = []byte(word)
	}
	return json.NewEncoder(pipe).Encode(words)
}

// Receive reads what Send wrote from descriptor 3.
func Receive() ([]string, error) {
	unix.CloseOnExec(3)
	text, err := io.ReadAll(os.NewFile(3, "pipe"))
	if err != nil {
		return nil, err
	}
	var words [][]byte
	if err := json.Unmarshal(text, &words); err != nil {
		return nil, err
	}
	command := make([]string, len(words))
	for i, word := range words {
		command[i] = string(word)
	}
	return command, nil
}

// MountProc mounts the container's /proc, once its mounts have been given a
// propagation: MS_PRIVATE or MS_SLAVE.
func MountProc(propagation uintptr) error {
	if err := unix.Mount("", "/", "", propagation|unix.MS_REC, ""); err != nil {
		return err
	}
	return unix.Mount("proc", "/proc", "proc", unix.MS_NOSUID|unix.MS_NODEV|unix.MS_NOEXEC, "")
}
