package main

import (
	"fmt"
	"path/filepath"

	"github.com/urfave/cli"

	"mydocker/harness/starter"
	"mydocker/harness/words"
)

func startCommand(say words.Words) cli.Command {
	return cli.Command{
		Name:      "start",
		Usage:     "make a folder to write a step in, with what is to be written left empty",
		ArgsUsage: "STEP DIR",
		Description: "The folder is a module of its own, and has a README.md that says what to do, in order.\n" +
			"   What the steps before have made is given, or taken from your own.",
		Flags: []cli.Flag{
			cli.StringFlag{Name: "from", Usage: "the folder of your own step before, to go on with"},
		},
		Action: func(context *cli.Context) error { return runStart(context, say) },
	}
}

func runStart(context *cli.Context, say words.Words) error {
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
	fmt.Printf("%s: step %s, %s; README.md has them in order\n", named, step, countTasks(made.Tasks))
	if made.Taken != "" {
		fmt.Println(made.Taken)
	}
	fmt.Printf("next:\n  cd %s\n  make test\n", filepath.Clean(named))
	return nil
}

// countTasks says how much there is to do.
func countTasks(tasks []starter.Task) string {
	toChange := 0
	for _, task := range tasks {
		if task.Changes {
			toChange++
		}
	}
	toWrite := fmt.Sprintf("%d functions to write", len(tasks)-toChange)
	if toChange == 0 {
		return toWrite
	}
	return fmt.Sprintf("%s and %d declarations to change", toWrite, toChange)
}
