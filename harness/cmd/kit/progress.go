package main

import (
	"os"

	"github.com/urfave/cli"

	"mydocker/harness/progress"
	"mydocker/harness/terminal"
	"mydocker/harness/words"
)

func progressCommand(say words.Words) cli.Command {
	return cli.Command{
		Name:  "progress",
		Usage: say.Say("progress.usage"),
		Action: func(given *cli.Context) error {
			if err := noArguments(given, say); err != nil {
				return err
			}
			kit, err := kitDir()
			if err != nil {
				return err
			}
			records, err := progress.Read(kit)
			if err != nil {
				return err
			}
			records.Draw(stdout, say, terminal.StyleOf(os.Stdout))
			return nil
		},
	}
}
