package container

import (
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"os/exec"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

// commandPipe is the descriptor that the command arrives by: the first of
// ExtraFiles, after stdin, stdout and stderr.
const commandPipe = 3

// Why a command cannot be run, as a shell tells it apart by exit status.
var (
	ErrNotFound      = errors.New("command not found")
	ErrNotExecutable = errors.New("command cannot be executed")
)

// RunContainerInitProcess is the first process of the container: it waits
// for the command, mounts a /proc of the container's own, finds the command
// in PATH and becomes it.
//
// It returns only if it fails; with ErrNotFound or ErrNotExecutable if the
// command is to blame. See execve(2).
func RunContainerInitProcess() error {
	if os.Getpid() != 1 {
		return errors.New("init: run starts this inside a new container; it is not for use by hand")
	}
	command, err := readUserCommand(os.NewFile(commandPipe, "command pipe"))
	if err != nil {
		return fmt.Errorf("init: %w", err)
	}
	if err := mountProc(); err != nil {
		return err
	}
	// A name without a slash is looked for in PATH; one that only the
	// directory we happen to be in has is not trusted, and not found.
	path, err := exec.LookPath(command[0])
	if errors.Is(err, exec.ErrNotFound) || errors.Is(err, exec.ErrDot) {
		return fmt.Errorf("%q: %w in PATH", command[0], ErrNotFound)
	}
	if err == nil {
		// The command inherits descriptors 0, 1 and 2: close_range(2). Where
		// Linux is older than 5.11, what the caller left open stays open.
		unix.CloseRange(3, math.MaxUint32, unix.CLOSE_RANGE_CLOEXEC)
		err = unix.Exec(path, command, os.Environ())
	}
	if errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("%q: %w: %w", command[0], ErrNotFound, err)
	}
	return fmt.Errorf("%q: %w: %w", command[0], ErrNotExecutable, err)
}

// readUserCommand reads from pipe what sendInitCommand wrote there: how many
// arguments there are, and the arguments, each of them ended by a NUL byte,
// which no argument can hold. It waits until the parent has sent them all,
// and fails if the parent dies before that.
func readUserCommand(pipe io.ReadCloser) ([]string, error) {
	defer pipe.Close()
	message, err := io.ReadAll(pipe)
	if err != nil {
		return nil, fmt.Errorf("read the command: %w", err)
	}
	fields := strings.Split(string(message), "\x00")
	count, err := strconv.Atoi(fields[0])
	if err != nil || count < 1 || len(fields) != count+2 || fields[count+1] != "" {
		return nil, errors.New("read the command: run ended before it had sent it all")
	}
	return fields[1 : count+1], nil
}
