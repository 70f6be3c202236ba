package main

import (
	"errors"
	"fmt"

	"github.com/urfave/cli"

	"mydocker/harness/words"
)

// misused is an error of how a command was called.
type misused struct{ error }

// ofUsage makes what a command cannot be called with one line in the person's
// language; the library would print its whole help, in which the error is lost.
func ofUsage(say words.Words, command string) cli.OnUsageErrorFunc {
	return func(_ *cli.Context, err error, _ bool) error {
		err = errors.New(say.Printed("usage", err.Error()))
		if command != "" {
			err = fmt.Errorf("%s: %w", command, err)
		}
		return misused{err}
	}
}

// noArguments fails if a command that takes flags alone was given something else.
func noArguments(given *cli.Context, say words.Words) error {
	if given.NArg() == 0 {
		return nil
	}
	return misused{fmt.Errorf("%s: %s", given.Command.Name, say.Say("kit.no-arguments", words.Values{"Given": given.Args().First()}))}
}

// helpCommand is the library's help, in the person's language, and says what is no
// command.
func helpCommand(say words.Words) cli.Command {
	return cli.Command{
		Name: "help", Aliases: []string{"h"}, Usage: say.Say("kit.help"), ArgsUsage: "[COMMAND]",
		Action: func(given *cli.Context) error { return showHelp(given, say) },
	}
}

// showHelp shows the help of the command that is named, or of kit.
func showHelp(given *cli.Context, say words.Words) error {
	named := given.Args().First()
	if named == "" {
		return cli.ShowAppHelp(given)
	}
	if given.App.Command(named) == nil {
		return misused{errors.New(say.Say("kit.no-command", words.Values{"Command": named}))}
	}
	return cli.ShowCommandHelp(given, named)
}
