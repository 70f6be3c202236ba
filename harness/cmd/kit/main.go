// Command kit is what a person starts of the kit that is not a target of make.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/urfave/cli"
)

func main() {
	app := cli.NewApp()
	app.Name = "kit"
	app.Usage = "learn how a container is made, and have it tested"
	app.HideVersion = true
	app.Commands = []cli.Command{doctorCommand, startCommand, testCommand, diffCommand, mutantsCommand, flakesCommand}
	if err := app.Run(os.Args); err != nil {
		fmt.Fprintln(os.Stderr, "kit:", err)
		os.Exit(1)
	}
}

// fromCaller is a path that a person named, if they did, seen from where they
// stand. scripts/kit has left that directory, and says which it was.
func fromCaller(path string) string {
	if path == "" {
		return ""
	}
	if filepath.IsAbs(path) {
		return filepath.Clean(path)
	}
	absolute, err := filepath.Abs(filepath.Join(os.Getenv("KIT_CALLED_IN"), path))
	if err != nil {
		return path
	}
	return absolute
}
