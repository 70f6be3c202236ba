package subsystems

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sys/unix"
)

// removeWait is how long remove waits for the last process to leave a group.
const removeWait = 2 * time.Second

// join moves process pid into the group. A pid written to cgroup.procs moves
// all of its threads; written to tasks it would move one, and the thread that
// becomes the command may be another.
//
// Pid 0 is the calling thread, which moves itself, alone, by way of tasks. To
// move another process the kernel first stops all of the machine from starting
// and ending any, and that takes it 10 ms and more; a thread that moves itself
// is at nothing else.
func join(subsystem, cgroupPath string, pid int) error {
	dir, err := GetCgroupPath(subsystem, cgroupPath, false)
	if err != nil {
		return err
	}
	if pid == 0 {
		return writeFile(dir, "tasks", "0")
	}
	return writeFile(dir, "cgroup.procs", strconv.Itoa(pid))
}

// remove removes the group, if there is one. Its files are the kernel's, and
// go with it: rmdir(2) is enough. A group stays busy for a moment after
// wait(2) has returned its last process.
func remove(subsystem, cgroupPath string) error {
	dir, err := GetCgroupPath(subsystem, cgroupPath, false)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	deadline := time.Now().Add(removeWait)
	err = os.Remove(dir)
	for errors.Is(err, unix.EBUSY) && time.Now().Before(deadline) {
		time.Sleep(time.Millisecond)
		err = os.Remove(dir)
	}
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("%s cgroup: %w", subsystem, err)
	}
	return nil
}

// readFile returns what the kernel file name of group dir says, without the
// newline.
func readFile(dir, name string) (string, error) {
	value, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		return "", fmt.Errorf("read %s: %w", name, err)
	}
	return strings.TrimSpace(string(value)), nil
}

// writeFile writes value to the kernel file name of group dir. It does not
// create the file: on a path that is no cgroup, it fails.
func writeFile(dir, name, value string) error {
	file, err := os.OpenFile(filepath.Join(dir, name), os.O_WRONLY, 0)
	if err != nil {
		return fmt.Errorf("set %s to %q: %w", name, value, err)
	}
	_, writeErr := file.WriteString(value)
	if err := errors.Join(writeErr, file.Close()); err != nil {
		return fmt.Errorf("set %s to %q: %w", name, value, err)
	}
	return nil
}
