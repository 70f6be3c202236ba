package main

import (
	"errors"
	"fmt"
	"os"

	"mydocker/chapter3/3.2/cgroups"
	"mydocker/chapter3/3.2/cgroups/subsystems"
	"mydocker/chapter3/3.2/container"
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

	parent := container.NewParentProcess(tty, command)
	if err := parent.Start(); err != nil {
		return fmt.Errorf("run: start the container: %w", err)
	}
	go relaySignals(signals, parent.Process)

	if err := cgroupManager.Apply(parent.Process.Pid); err != nil {
		parent.Process.Kill()
		parent.Wait()
		return fmt.Errorf("run: limit the container: %w", err)
	}

	err = parent.Wait()
	if err != nil && !tty {
		return fmt.Errorf("run: %q failed (its output is shown with -ti): %w", command[0], err)
	}
	return err
}
