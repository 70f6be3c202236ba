// Runs runc or crun as if it were a mydocker: it turns the kit's command line
// into an OCI bundle whose root is /, and runs that. Which of the two is said
// when this is built: -ldflags "-X main.ociRuntime=runc".
package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"syscall"

	"golang.org/x/sys/unix"

	"mydocker/harness/oci"
	"mydocker/harness/proving/testdata/wheats/kernel"
)

func init() { runtime.LockOSThread() }

var ociRuntime string

func main() {
	if len(os.Args) < 2 || os.Args[1] != "run" {
		os.Exit(kernel.Fail(errors.New("run is all it knows")))
	}
	os.Exit(run(os.Args[2:]))
}

func run(args []string) int {
	call, err := kernel.Read(args)
	if err != nil {
		return kernel.Fail(err)
	}
	dir, err := os.MkdirTemp("", "oci-")
	if err != nil {
		return kernel.Fail(err)
	}
	// A pid is not enough: two PID namespaces may share what the name is for.
	name := filepath.Base(dir)
	root := filepath.Join(dir, "root")
	defer func() {
		unix.Unmount(root, unix.MNT_DETACH)
		os.RemoveAll(dir)
	}()
	if err := showRoot(root); err != nil {
		return kernel.Fail(err)
	}
	container, err := containerOf(call, root, name)
	if err == nil {
		err = container.WriteBundle(dir)
	}
	if err != nil {
		return kernel.Fail(err)
	}
	ending := kernel.Catch(syscall.SIGTERM, syscall.SIGHUP)
	state := "--root=" + filepath.Join(dir, "state")
	cmd := exec.Command(ociRuntime, state, "run", "--bundle", dir, name)
	if call.Tty {
		cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	}
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	if err := cmd.Start(); err != nil {
		return kernel.Fail(err)
	}
	go func() {
		for range ending {
			exec.Command(ociRuntime, state, "kill", name, "KILL").Run()
		}
	}()
	err = cmd.Wait()
	exec.Command(ociRuntime, state, "delete", "--force", name).Run()
	return kernel.Status(err)
}

// showRoot shows / at dir, for this process and those it starts.
func showRoot(dir string) error {
	if err := os.Mkdir(dir, 0o755); err != nil {
		return err
	}
	if err := unix.Unshare(unix.CLONE_NEWNS); err != nil {
		return err
	}
	if err := unix.Mount("", "/", "", unix.MS_SLAVE|unix.MS_REC, ""); err != nil {
		return err
	}
	mounts, err := os.Open("/proc/thread-self/mountinfo")
	if err != nil {
		return err
	}
	defer mounts.Close()
	return oci.ShowRoot(dir, mounts)
}

func containerOf(call kernel.Call, root, name string) (oci.Container, error) {
	limits, err := limitsOf(call)
	if err != nil {
		return oci.Container{}, err
	}
	cwd, err := os.Getwd()
	if err != nil {
		return oci.Container{}, err
	}
	_, err = unix.IoctlGetTermios(0, unix.TCGETS)
	return oci.Container{
		Args: call.Command, Env: os.Environ(), Cwd: cwd, Terminal: call.Tty && err == nil,
		Root: root, Group: "/" + name, Limits: limits,
	}, nil
}

func limitsOf(call kernel.Call) (limits oci.Limits, err error) {
	for controller, limit := range call.Limits {
		switch controller {
		case "memory":
			bytes, err := kernel.Bytes(limit)
			if err != nil {
				return limits, fmt.Errorf("memory limit %q: %w", limit, err)
			}
			limits.Memory, _ = strconv.ParseInt(bytes, 10, 64)
		case "cpu":
			if limits.Shares, err = strconv.Atoi(limit); err != nil || limits.Shares < 2 {
				return limits, fmt.Errorf("cpu limit %q: no weight", limit)
			}
		case "cpuset":
			limits.Cores = limit
		}
	}
	return limits, nil
}
