package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/urfave/cli"

	"mydocker/harness/stages"
	"mydocker/harness/stepdiff"
	"mydocker/harness/words"
)

func diffCommand(say words.Words) cli.Command {
	return cli.Command{
		Name:      "diff",
		Usage:     "show what a step changes in the one before, or in an earlier one",
		ArgsUsage: "[FROM] STEP",
		Description: "By file, in reading order, and by function. Imports are left out: they follow from\n" +
			"   the rest. Colours are for a terminal alone, and not if NO_COLOR is set.",
		Flags: []cli.Flag{
			cli.BoolFlag{Name: "stat", Usage: "only the summary: a line a file"},
			cli.BoolFlag{Name: "tests", Usage: "the steps' tests too"},
			cli.BoolFlag{Name: "write", Usage: "write the files in chapter3/diffs instead: make diffs"},
		},
		Action: func(context *cli.Context) error { return runDiff(context, say) },
	}
}

func runDiff(context *cli.Context, say words.Words) error {
	kit, err := kitDir()
	if err != nil {
		return err
	}
	if context.Bool("write") {
		return writeDiffs(context, kit)
	}
	from, to, err := stepsOf(context.Args())
	if err != nil {
		return fmt.Errorf("diff: %w", err)
	}
	diff, err := stepdiff.Between(kit, from, to, context.Bool("tests"))
	if err != nil {
		return fmt.Errorf("diff: %w", err)
	}
	fmt.Print(diff.Summary())
	if context.Bool("stat") {
		return nil
	}
	text := diff.Text()
	if isTerminal(os.Stdout) && os.Getenv("NO_COLOR") == "" {
		text = stepdiff.Coloured(text)
	}
	fmt.Print(text)
	return nil
}

func writeDiffs(context *cli.Context, kit string) error {
	if context.NArg() > 0 {
		return fmt.Errorf("diff: --write writes those of all steps, and takes no step")
	}
	names, err := stepdiff.WritePages(kit)
	for _, name := range names {
		fmt.Println("written:", name)
	}
	return err
}

// stepsOf returns the two steps that args name. One step alone is compared
// with the one before.
func stepsOf(args []string) (from, to string, err error) {
	switch len(args) {
	case 1:
		if _, err := stages.UpTo(args[0]); err != nil {
			return "", "", err
		}
		before, found := stages.Before(args[0])
		if !found {
			return "", "", fmt.Errorf("step %s is the first: nothing is before it", args[0])
		}
		return before.Name, args[0], nil
	case 2:
		return args[0], args[1], nil
	}
	return "", "", errors.New("one step is wanted, or two: kit diff 3.2, or kit diff 3.1 3.3")
}

// isTerminal reports whether file is a terminal, or another device that
// nothing is kept in.
func isTerminal(file *os.File) bool {
	status, err := file.Stat()
	return err == nil && status.Mode()&os.ModeCharDevice != 0
}
