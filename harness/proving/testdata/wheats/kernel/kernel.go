// Package kernel is what the wheats in Go have in common: the command line,
// and the files of cgroup v1. What they do with it, and when, is their own.
package kernel

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/moby/sys/mountinfo"
)

// Call is a command line, read.
type Call struct {
	Tty     bool
	Limits  map[string]string // by controller
	Command []string
}

var controllers = map[string]string{"-m": "memory", "-cpushare": "cpu", "-cpuset": "cpuset"}

// Read reads the arguments behind run.
func Read(args []string) (Call, error) {
	call := Call{Limits: map[string]string{}}
	for len(args) > 0 && strings.HasPrefix(args[0], "-") {
		controller, limit := controllers[args[0]]
		switch {
		case args[0] == "-ti":
			call.Tty = true
		case !limit || len(args) < 2:
			return call, fmt.Errorf("%s is no flag, or lacks its value", args[0])
		default:
			call.Limits[controller] = args[1]
			args = args[1:]
		}
		args = args[1:]
	}
	call.Command = args
	if len(args) == 0 {
		return call, errors.New("a command is wanted")
	}
	if os.Geteuid() != 0 {
		return call, errors.New("only root may do this")
	}
	return call, nil
}

// Hierarchy returns where a controller is mounted.
func Hierarchy(controller string) (string, error) {
	mounts, err := mountinfo.GetMounts(func(mount *mountinfo.Info) (skip, stop bool) {
		if mount.FSType != "cgroup" {
			return true, false
		}
		for _, option := range strings.Split(mount.VFSOptions, ",") {
			if option == controller {
				return false, true
			}
		}
		return true, false
	})
	if err == nil && len(mounts) == 0 {
		err = fmt.Errorf("no cgroup v1 hierarchy of %s is mounted", controller)
	}
	if err != nil {
		return "", err
	}
	return mounts[0].Mountpoint, nil
}

// MakeGroups makes the group name with its limit for each limit of the call,
// and returns them.
func MakeGroups(call Call, name string) (groups []string, err error) {
	for controller, limit := range call.Limits {
		top, err := Hierarchy(controller)
		if err != nil {
			return groups, err
		}
		group := filepath.Join(top, name)
		if err := os.MkdirAll(group, 0o755); err != nil {
			return groups, err
		}
		groups = append(groups, group)
		if err := setLimit(group, controller, limit); err != nil {
			return groups, fmt.Errorf("%s limit %q: %w", controller, limit, err)
		}
	}
	return groups, nil
}

func setLimit(group, controller, limit string) error {
	switch controller {
	case "memory":
		bytes, err := Bytes(limit)
		if err != nil {
			return err
		}
		if err := Write(group, "memory.limit_in_bytes", bytes); err != nil {
			return err
		}
		return Write(group, "memory.memsw.limit_in_bytes", bytes)
	case "cpu":
		if shares, err := strconv.Atoi(limit); err != nil || shares < 2 {
			return errors.New("no weight")
		}
		return Write(group, "cpu.shares", limit)
	}
	for _, dir := range []string{filepath.Dir(group), group} {
		mems, err := os.ReadFile(filepath.Join(filepath.Dir(dir), "cpuset.mems"))
		if err != nil {
			return err
		}
		cpus, err := os.ReadFile(filepath.Join(filepath.Dir(dir), "cpuset.cpus"))
		if err != nil {
			return err
		}
		Write(dir, "cpuset.mems", string(mems))
		if dir != group {
			Write(dir, "cpuset.cpus", string(cpus))
		}
	}
	if strings.Trim(limit, "0123456789-,") != "" || !strings.ContainsAny(limit, "0123456789") {
		return errors.New("no cores")
	}
	return Write(group, "cpuset.cpus", limit)
}

// Bytes reads a size such as 100m.
func Bytes(size string) (string, error) {
	units := map[byte]uint64{'k': 1 << 10, 'm': 1 << 20, 'g': 1 << 30}
	unit := uint64(1)
	if n := len(size); n > 0 && units[size[n-1]|0x20] != 0 {
		unit, size = units[size[n-1]|0x20], size[:n-1]
	}
	count, err := strconv.ParseUint(size, 10, 40)
	if err != nil || count*unit < 4096 {
		return "", errors.New("no size")
	}
	return strconv.FormatUint(count*unit, 10), nil
}

// Write writes to a file of a group.
func Write(group, file, value string) error {
	f, err := os.OpenFile(filepath.Join(group, file), os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = f.WriteString(value)
	return err
}

// Join moves this process into groups.
func Join(groups []string) error {
	for _, group := range groups {
		if err := Write(group, "cgroup.procs", "0"); err != nil {
			return fmt.Errorf("join %s: %w", group, err)
		}
	}
	return nil
}

// Remove removes groups, and what is above them if that is empty then.
func Remove(groups []string) {
	for _, group := range groups {
		for tries := 0; tries < 2000 && errors.Is(os.Remove(group), syscall.EBUSY); tries++ {
			time.Sleep(time.Millisecond)
		}
		os.Remove(filepath.Dir(group))
	}
}

// Become executes a command, found in PATH.
func Become(command []string) error {
	path, err := exec.LookPath(command[0])
	if err != nil {
		return err
	}
	return fmt.Errorf("%s: %w", command[0], syscall.Exec(path, command, os.Environ()))
}

// Status is what run is to exit with after its container ended so.
func Status(err error) int {
	var exit *exec.ExitError
	if !errors.As(err, &exit) {
		if err != nil {
			return Fail(err)
		}
		return 0
	}
	status := exit.Sys().(syscall.WaitStatus)
	if status.Signaled() {
		return 128 + int(status.Signal())
	}
	return status.ExitStatus()
}

// Fail says what went wrong.
func Fail(err error) int {
	fmt.Fprintln(os.Stderr, "wheat:", err)
	return 125
}
