package main

import (
	"errors"
	"fmt"
	"os"

	"mydocker/chapter3/3.1/container"
)

// Run starts command in a container, connected to the caller's stdin, stdout
// and stderr if tty is set, and waits for it to end.
//
// The error is a bare *exec.ExitError if the command ran and failed.
func Run(tty bool, command string) error {
	if os.Geteuid() != 0 {
		return errors.New("run: only root can create namespaces: try sudo")
	}
	signals := catchSignals()

	parent := container.NewParentProcess(tty, command)
	if err := parent.Start(); err != nil {
		return fmt.Errorf("run: start the container: %w", err)
	}
	go relaySignals(signals, parent.Process)

	err := parent.Wait()
	if err != nil && !tty {
		return fmt.Errorf("run: %q failed (its output is shown with -ti): %w", command, err)
	}
	return err
}
