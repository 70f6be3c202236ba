package main

import (
	"errors"
	"fmt"

	"github.com/urfave/cli"

	"mydocker/chapter3/3.2/cgroups/subsystems"
	"mydocker/chapter3/3.2/container"
)

// runCommand is what a user calls.
var runCommand = cli.Command{
	Name:      "run",
	Usage:     "run a command in a container of its own",
	ArgsUsage: "COMMAND [ARG...]",
	Flags: []cli.Flag{
		cli.BoolFlag{Name: "ti, it", Usage: "connect the command to this terminal"},
		cli.StringFlag{Name: "m", Usage: "memory limit in bytes, or with a unit: 100m"},
		cli.StringFlag{Name: "cpushare", Usage: "weight for CPU time, 1024 being usual: 512"},
		cli.StringFlag{Name: "cpuset", Usage: "cores to run on: 0 or 0-2,5"},
	},
	// Flags end at COMMAND: what follows belongs to it, such as stress's own -m.
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

// runAction reads the command line of run.
func runAction(context *cli.Context) error {
	command := context.Args()
	if len(command) == 0 {
		return errors.New("run: no command given; usage: mydocker run [-ti] [-m LIMIT] [-cpushare N] [-cpuset LIST] COMMAND [ARG...]")
	}
	for _, flag := range []string{"m", "cpushare", "cpuset"} {
		if context.IsSet(flag) && context.String(flag) == "" {
			return fmt.Errorf("run: -%s %q: empty", flag, "")
		}
	}
	limits := &subsystems.ResourceConfig{
		MemoryLimit: context.String("m"),
		CpuShare:    context.String("cpushare"),
		CpuSet:      context.String("cpuset"),
	}
	return Run(context.Bool("ti"), command, limits)
}

// initAction hands the command line of init on to the container package.
func initAction(context *cli.Context) error {
	return container.RunContainerInitProcess(context.Args().First(), context.Args().Tail())
}

// usageError keeps a wrong flag to one line; cli would print the whole help on stdout.
func usageError(_ *cli.Context, err error, _ bool) error {
	return err
}
