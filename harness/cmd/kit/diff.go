package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/urfave/cli"

	"mydocker/harness/stepdiff"
	"mydocker/harness/terminal"
	"mydocker/harness/words"
)

func diffCommand(say words.Words) cli.Command {
	return cli.Command{
		Name:        "diff",
		Usage:       say.Say("diff.usage"),
		ArgsUsage:   "[FROM] STEP",
		Description: inHelp(say.Say("diff.about")),
		Flags: []cli.Flag{
			cli.BoolFlag{Name: "stat", Usage: say.Say("diff.flag.stat")},
			cli.BoolFlag{Name: "tests", Usage: say.Say("diff.flag.tests")},
			cli.BoolFlag{Name: "write", Usage: say.Say("diff.flag.write")},
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
		return writeDiffs(context, say, kit)
	}
	from, to, err := stepsOf(say, context.Args())
	if err != nil {
		return misused{fmt.Errorf("diff: %w", err)}
	}
	diff, err := stepdiff.Between(kit, from, to, context.Bool("tests"))
	if err != nil {
		return fmt.Errorf("diff: %w", err)
	}
	fmt.Fprint(stdout, diff.Summary(say))
	if context.Bool("stat") {
		return nil
	}
	fmt.Fprint(stdout, stepdiff.Coloured(diff.Text(), terminal.StyleOf(os.Stdout)))
	return nil
}

func writeDiffs(context *cli.Context, say words.Words, kit string) error {
	if context.NArg() > 0 {
		return misused{fmt.Errorf("diff: %s", say.Say("diff.write-takes-none"))}
	}
	names, err := stepdiff.WritePages(kit)
	for _, name := range names {
		fmt.Fprintln(stdout, say.Say("diff.written", words.Values{"File": name}))
	}
	return err
}

// stepsOf returns the two steps that args name. One step alone is compared
// with the one before.
func stepsOf(say words.Words, args []string) (from, to string, err error) {
	switch len(args) {
	case 1:
		from, err := before(say, args[0])
		return from, args[0], err
	case 2:
		return args[0], args[1], inOrder(say, args[0], args[1])
	}
	return "", "", errors.New(say.Say("diff.wanted"))
}
