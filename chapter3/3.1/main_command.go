package main

import (
	"errors"
	"fmt"

	"github.com/urfave/cli"

	"mydocker/chapter3/3.1/container"
)

// runCommand is what a user calls.
var runCommand = cli.Command{
	Name:      "run",
	Usage:     "run a command in a container of its own",
	ArgsUsage: "COMMAND",
	Flags: []cli.Flag{
		cli.BoolFlag{Name: "ti, it", Usage: "connect the command to this terminal"},
	},
	// Flags end at COMMAND: what follows belongs to it.
	SkipArgReorder: true,
	OnUsageError:   usageError,
	Action:         runAction,
}

// initCommand is what run starts inside the new namespaces; it is not for users.
var initCommand = cli.Command{
	Name:            "init",
	Hidden:          true,
	SkipFlagParsing: true,
	Action:          initAction,
}

// runAction reads the command line of run. A step that cannot pass arguments
// on refuses them, rather than dropping them.
func runAction(context *cli.Context) error {
	command := context.Args()
	if len(command) == 0 {
		return errors.New("run: no command given; usage: mydocker run [-ti] COMMAND")
	}
	if len(command) > 1 {
		return fmt.Errorf("run: unexpected argument %q: this step takes a command alone", command[1])
	}
	return Run(context.Bool("ti"), command[0])
}

// initAction hands the command line of init on to the container package.
func initAction(context *cli.Context) error {
	return container.RunContainerInitProcess(context.Args().First(), nil)
}

// usageError keeps a wrong flag to one line; cli would print the whole help on stdout.
func usageError(_ *cli.Context, err error, _ bool) error {
	return err
}
