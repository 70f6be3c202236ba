// Command kit is what a person starts of the kit that is not a target of make.
package main

import (
	"fmt"
	"os"

	"github.com/urfave/cli"
)

func main() {
	app := cli.NewApp()
	app.Name = "kit"
	app.Usage = "learn how a container is made, and have it tested"
	app.HideVersion = true
	app.Commands = []cli.Command{doctorCommand, testCommand, diffCommand, mutantsCommand, flakesCommand}
	if err := app.Run(os.Args); err != nil {
		fmt.Fprintln(os.Stderr, "kit:", err)
		os.Exit(1)
	}
}
