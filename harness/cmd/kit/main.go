// Command kit is what a person starts of the kit that is not a target of make.
package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/urfave/cli"

	"mydocker/harness/words"
)

func main() {
	removeOwnFile()
	if err := allSaid(run(), stdout); err != nil {
		if err.Error() != "" {
			fmt.Fprintln(os.Stderr, "kit:", err)
		}
		os.Exit(statusOf(err))
	}
}

// removeOwnFile removes the file that this runs from, if scripts/kit has built it
// for this once.
func removeOwnFile() {
	if own, err := os.Executable(); err == nil && own == os.Getenv("KIT_BUILT") {
		os.Remove(own)
	}
}

func run() error {
	say, err := words.Chosen()
	if err != nil {
		return err
	}
	return newApp(say).Run(os.Args)
}

func newApp(say words.Words) *cli.App {
	app := cli.NewApp()
	app.Name, app.HelpName = "kit", "kit" // scripts/kit builds it under another name
	app.Usage = say.Say("kit.usage")
	app.HideVersion, app.Writer = true, stdout
	app.Commands = []cli.Command{
		doctorCommand(say), startCommand(say), testCommand(say), progressCommand(say), diffCommand(say),
		lookCommand(say), traceCommand(say), gradeCommand(say), reportCommand(say),
		mutantsCommand(say), flakesCommand(say), benchCommand(say), helpCommand(say),
	}
	cli.HelpFlag = cli.BoolFlag{Name: "help, h", Usage: say.Say("kit.help-flag")}
	app.Flags = []cli.Flag{cli.HelpFlag} // the library adds it with a command of its own alone
	app.Action = helpCommand(say).Action // of what is no command, too
	app.OnUsageError = ofUsage(say, "")
	for i, command := range app.Commands {
		app.Commands[i].OnUsageError = ofUsage(say, command.Name)
	}
	return app
}

// allSaid is the error of a command, or that what it has found could not be
// written: then nobody has seen it.
func allSaid(err error, o *output) error {
	if o.err != nil && !errors.As(err, new(stopped)) {
		return notTested{fmt.Errorf("write what was found: %w", o.err)}
	}
	return err
}

// notTested is an error for which a program has no verdict.
type notTested struct{ error }

// stopped is the error of a person who wants no answer any more.
type stopped struct{ error }

// statusOf is 1 for a no, 2 where there is no answer or was no question, and what a shell gives
// after Ctrl-C.
func statusOf(err error) int {
	if errors.As(err, new(stopped)) {
		return 130
	}
	if errors.As(err, new(notTested)) || errors.As(err, new(misused)) {
		return 2
	}
	return 1
}

// fromCaller is a path that a person named, if they did, seen from where they
// stand. scripts/kit has left that directory, and says which it was.
func fromCaller(path string) string {
	if path == "" {
		return ""
	}
	if filepath.IsAbs(path) {
		return filepath.Clean(path)
	}
	absolute, err := filepath.Abs(filepath.Join(os.Getenv("KIT_CALLED_IN"), path))
	if err != nil {
		return path
	}
	return absolute
}
