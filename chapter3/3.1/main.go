// Command mydocker is a container runtime to learn from: it runs a command in
// namespaces of its own.
//
//	mydocker run -ti /bin/sh
package main

import (
	"errors"
	"os"
	"os/exec"
	"runtime"
	"syscall"

	"github.com/sirupsen/logrus"
	"github.com/urfave/cli"

	"mydocker/chapter3/3.1/container"
)

// Exit statuses that are not the command's own, as env(1) and Docker use them.
const (
	statusRuntimeError  = 125
	statusNotExecutable = 126
	statusNotFound      = 127
	statusSignal        = 128 // plus the number of the signal
)

// The kernel keeps a parent-death signal by thread: run's must live on as the
// one that started the container, and init's must become the command as the
// one that was started with it, see prctl(2). Go lets only an init function
// say so of the first thread; in main, it may run on another already.
func init() { runtime.LockOSThread() }

func main() {
	app := cli.NewApp()
	app.Name = "mydocker"
	app.Usage = "a container runtime to learn from"
	app.HideVersion = true
	app.OnUsageError = usageError
	app.Commands = []cli.Command{runCommand, initCommand}
	app.Before = func(*cli.Context) error {
		// stdout belongs to the command; what the runtime says goes to stderr.
		logrus.SetOutput(os.Stderr)
		logrus.SetFormatter(&logrus.TextFormatter{
			DisableTimestamp: true, DisableQuote: true, DisableColors: true,
		})
		return nil
	}
	// cli would end the process by itself for an *exec.ExitError, and turn a
	// death by signal into 255.
	app.ExitErrHandler = func(*cli.Context, error) {}

	if err := app.Run(os.Args); err != nil {
		if _, commandFailed := err.(*exec.ExitError); !commandFailed {
			logrus.Error(err)
		}
		os.Exit(exitStatus(err))
	}
}

// exitStatus is what the shell sees: the command's own status, 128 plus the
// number of the signal that ended it, or what kept it from running.
func exitStatus(err error) int {
	var command *exec.ExitError
	switch {
	case errors.As(err, &command):
		status := command.Sys().(syscall.WaitStatus)
		if status.Signaled() {
			return statusSignal + int(status.Signal())
		}
		return status.ExitStatus()
	case errors.Is(err, container.ErrNotFound):
		return statusNotFound
	case errors.Is(err, container.ErrNotExecutable):
		return statusNotExecutable
	}
	return statusRuntimeError
}
