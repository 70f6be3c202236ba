package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"

	"mydocker/chapter3/3.3/cgroups"
	"mydocker/chapter3/3.3/cgroups/subsystems"
	"mydocker/chapter3/3.3/container"
)

// Run starts command in a container with limits, connected to the caller's
// stdin, stdout and stderr if tty is set, and waits for it to end.
//
// The error is a bare *exec.ExitError if the command ran and failed.
func Run(tty bool, command []string, limits *subsystems.ResourceConfig) (err error) {
	if os.Geteuid() != 0 {
		return errors.New("run: only root can create namespaces: try sudo")
	}
	signals := catchSignals()

	cgroupManager := cgroups.NewCgroupManager(cgroups.NewPath())
	defer func() {
		if destroyErr := cgroupManager.Destroy(); destroyErr != nil {
			err = errors.Join(err, fmt.Errorf("run: remove the limits: %w", destroyErr))
		}
	}()
	if err := cgroupManager.Set(limits); err != nil {
		return fmt.Errorf("run: %w", err)
	}

	parent, writePipe, err := container.NewParentProcess(tty)
	if err != nil {
		return fmt.Errorf("run: %w", err)
	}
	if err := startLimited(parent, cgroupManager); err != nil {
		return fmt.Errorf("run: start the container: %w", err)
	}
	go relaySignals(signals, parent.Process)
	// Init has the read end now. While run held it too, a write would wait
	// for a reader that may be dead.
	parent.ExtraFiles[0].Close()

	if err := sendInitCommand(command, writePipe); err != nil {
		parent.Process.Kill()
		parent.Wait()
		return fmt.Errorf("run: %w", err)
	}

	err = parent.Wait()
	if err != nil && !tty {
		return fmt.Errorf("run: %q failed (its output is shown with -ti): %w", command[0], err)
	}
	return err
}

// startLimited starts parent inside the groups of its limits. A process is born
// in the groups of the thread that starts it: so one thread of run goes in,
// starts it, and comes out again. Init was never outside.
func startLimited(parent *exec.Cmd, cgroupManager *cgroups.CgroupManager) error {
	started := make(chan error)
	go func() {
		// For as long as run lives: the container ends with the thread that
		// started it, see Pdeathsig in NewParentProcess.
		runtime.LockOSThread()
		err := cgroupManager.Apply(0)
		if err == nil {
			err = parent.Start()
		}
		started <- errors.Join(err, cgroupManager.Leave())
		select {}
	}()
	err := <-started
	// Unless somebody has just moved all of run elsewhere, that thread too.
	if err == nil && !cgroupManager.Holds(parent.Process.Pid) {
		err = cgroupManager.Apply(parent.Process.Pid)
	}
	if err != nil && parent.Process != nil {
		parent.Process.Kill()
		parent.Wait()
	}
	return err
}

// sendInitCommand writes command to init and closes the pipe: how many
// arguments there are, and the arguments, each of them ended by a NUL byte,
// which no argument can hold: "2\x00ls\x00-l\x00".
func sendInitCommand(command []string, writePipe *os.File) error {
	message := strconv.Itoa(len(command)) + "\x00" + strings.Join(command, "\x00") + "\x00"
	_, writeErr := writePipe.WriteString(message)
	if err := errors.Join(writeErr, writePipe.Close()); err != nil {
		return fmt.Errorf("send the command to init: %w", err)
	}
	return nil
}
