// Command inside is the first process of a sandbox. It was started in new
// namespaces, as their root, who is nobody on this machine; it makes of them
// what a program is to see, says so, and waits to be killed: with it, the
// kernel kills all others there, pid_namespaces(7).
//
// It does not decide what may be done in there: that is done outside.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"golang.org/x/sys/unix"
)

func main() {
	if err := run(os.Args); err != nil {
		fmt.Println("inside:", err)
		os.Exit(1)
	}
	fmt.Println("ready")
	// Who is root in here can use what this process has open: of outside, that
	// is nothing.
	for _, file := range []*os.File{os.Stdin, os.Stdout, os.Stderr} {
		file.Close()
	}
	for {
		unix.Pause()
	}
}

// becomeRoot becomes the root of the user namespace, and nobody else.
func becomeRoot() error {
	if err := syscall.Setgroups(nil); err != nil {
		return fmt.Errorf("leave root's groups: %w", err)
	}
	if err := syscall.Setresgid(0, 0, 0); err != nil {
		return fmt.Errorf("become the group of root: %w", err)
	}
	if err := syscall.Setresuid(0, 0, 0); err != nil {
		return fmt.Errorf("become root: %w", err)
	}
	return nil
}

func run(args []string) error {
	if len(args) != 2 {
		return fmt.Errorf("a plan is wanted")
	}
	var plan plan
	if err := json.Unmarshal([]byte(args[1]), &plan); err != nil {
		return fmt.Errorf("read the plan: %w", err)
	}
	signal.Ignore(unix.SIGCHLD) // so that the kernel reaps what loses its parent: wait(2)
	// Until here it is in the group of this machine's root, or is root, without
	// any right of root's: so it can go where root's files are.
	sources, err := plan.open()
	if err != nil {
		return err
	}
	if err := becomeRoot(); err != nil {
		return err
	}
	if err := plan.makeRoot(sources); err != nil {
		return err
	}
	if err := plan.enterRoot(); err != nil {
		return err
	}
	for _, source := range sources {
		unix.Close(source)
	}
	return nil
}
