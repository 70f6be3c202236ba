package main

import (
	"errors"
	"fmt"
	"path/filepath"

	"github.com/urfave/cli"

	"mydocker/harness/starter"
	"mydocker/harness/words"
)

func startCommand(say words.Words) cli.Command {
	return cli.Command{
		Name:        "start",
		Usage:       say.Say("start.usage"),
		ArgsUsage:   "STEP DIR",
		Description: inHelp(say.Say("start.about")),
		Flags: []cli.Flag{
			cli.StringFlag{Name: "from", Usage: say.Say("start.from")},
		},
		Action: func(context *cli.Context) error { return runStart(context, say) },
	}
}

func runStart(context *cli.Context, say words.Words) error {
	if context.NArg() != 2 || context.Args().Get(1) == "" {
		return misused{fmt.Errorf("start: %s", say.Say("start.wanted"))}
	}
	step, named := context.Args().Get(0), context.Args().Get(1)
	if err := known(say, step); err != nil {
		return misused{fmt.Errorf("start: %w", err)}
	}
	kit, err := kitDir()
	if err != nil {
		return err
	}
	made, err := starter.Make(starter.Order{
		Kit: kit, Step: step, Dir: fromCaller(named), From: fromCaller(context.String("from")), Say: say,
	})
	if errors.As(err, new(starter.Refused)) {
		return misused{fmt.Errorf("start: %w", err)}
	}
	if err != nil {
		return fmt.Errorf("start: %w", err)
	}
	fmt.Fprintln(stdout, toDo(say, named, step, made.Tasks))
	if made.Taken != "" {
		fmt.Fprintln(stdout, made.Taken)
	}
	fmt.Fprintf(stdout, "%s\n  cd %s\n  make test\n", say.Say("start.next"), quoted(filepath.Clean(named)))
	return nil
}

// toDo says how much there is to do.
func toDo(say words.Words, dir, step string, tasks []starter.Task) string {
	toChange := 0
	for _, task := range tasks {
		if task.Changes {
			toChange++
		}
	}
	values := words.Values{"Dir": dir, "Step": step, "ToWrite": len(tasks) - toChange, "ToChange": toChange}
	if toChange == 0 {
		return say.Say("start.made", values)
	}
	return say.Say("start.made-with-changes", values)
}
