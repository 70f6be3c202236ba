package main

import (
	"fmt"
	"path/filepath"

	"github.com/urfave/cli"

	"mydocker/harness/starter"
)

var startCommand = cli.Command{
	Name:      "start",
	Usage:     "make a folder to write a step in, with what is to be written left empty",
	ArgsUsage: "STEP DIR",
	Description: "The folder is a module of its own, and has a README.md that says what to do, in order.\n" +
		"   What the steps before have made is given, or taken from your own.",
	Flags: []cli.Flag{
		cli.StringFlag{Name: "from", Usage: "the folder of your own step before, to go on with"},
	},
	Action: runStart,
}

func runStart(context *cli.Context) error {
	if context.NArg() != 2 {
		return fmt.Errorf("start: a step and a directory are wanted: kit start 3.2 DIR")
	}
	step, named := context.Args().Get(0), context.Args().Get(1)
	kit, err := kitDir()
	if err != nil {
		return err
	}
	made, err := starter.Make(starter.Order{Kit: kit, Step: step, Dir: fromCaller(named), From: fromCaller(context.String("from"))})
	if err != nil {
		return fmt.Errorf("start: %w", err)
	}
	toWrite, toChange := 0, 0
	for _, task := range made.Tasks {
		if task.Changes {
			toChange++
		} else {
			toWrite++
		}
	}
	fmt.Printf("%s: step %s, %d functions to write and %d declarations to change; README.md has them in order\n",
		named, step, toWrite, toChange)
	if made.Taken != "" {
		fmt.Println(made.Taken)
	}
	fmt.Printf("next:\n  cd %s\n  make test\n", filepath.Clean(named))
	return nil
}
