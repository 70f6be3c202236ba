// Tries: to have a program of the system make the container.
// Deserves: nothing
package main

import (
	"os"
	"os/exec"
)

func main() {
	words := append([]string{"--fork", "--pid", "--mount", "--uts", "--ipc", "--net", "--mount-proc"}, os.Args[len(os.Args)-1:]...)
	command := exec.Command("unshare", words...)
	command.Stdin, command.Stdout, command.Stderr = os.Stdin, os.Stdout, os.Stderr
	if command.Run() != nil {
		os.Exit(1)
	}
}
