package container

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"golang.org/x/sys/unix"
)

// Why a command cannot be run, as a shell tells it apart by exit status.
var (
	ErrNotFound      = errors.New("command not found")
	ErrNotExecutable = errors.New("command cannot be executed")
)

// RunContainerInitProcess is the first process of the container: it mounts a
// /proc of the container's own and becomes command, with args behind it.
// command is a path, such as /bin/sh: PATH is not searched.
//
// It returns only if it fails; with ErrNotFound or ErrNotExecutable if
// command is to blame. See execve(2).
func RunContainerInitProcess(command string, args []string) error {
	if os.Getpid() != 1 {
		return errors.New("init: run starts this inside a new container; it is not for use by hand")
	}
	if !strings.Contains(command, "/") {
		return fmt.Errorf("%q: %w: this step takes a path, such as /bin/ls", command, ErrNotFound)
	}
	if err := mountProc(); err != nil {
		return err
	}
	argv := append([]string{command}, args...)
	err := unix.Exec(command, argv, os.Environ())
	if errors.Is(err, unix.ENOENT) {
		return fmt.Errorf("%q: %w: %w", command, ErrNotFound, err)
	}
	return fmt.Errorf("%q: %w: %w", command, ErrNotExecutable, err)
}
