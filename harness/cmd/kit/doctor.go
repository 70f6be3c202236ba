package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/urfave/cli"

	"mydocker/harness/doctor"
	"mydocker/harness/host"
	"mydocker/harness/terminal"
	"mydocker/harness/words"
)

func doctorCommand(say words.Words) cli.Command {
	return cli.Command{
		Name:        "doctor",
		Usage:       say.Say("doctor.usage"),
		Description: say.Say("doctor.about"),
		Flags: []cli.Flag{
			cli.BoolFlag{Name: "repair", Usage: say.Say("doctor.repair")},
		},
		Action: func(context *cli.Context) error { return runDoctor(context, say) },
	}
}

func runDoctor(context *cli.Context, say words.Words) error {
	if err := noArguments(context, say); err != nil {
		return err
	}
	if context.Bool("repair") {
		if os.Geteuid() != 0 {
			return fmt.Errorf("doctor: %s", say.Say("doctor.root-repairs"))
		}
		if err := doctor.Repair(stdout, say); err != nil {
			return fmt.Errorf("doctor: %w", err)
		}
		fmt.Fprintln(stdout)
	}
	findings := doctor.Needs(say, host.ForSuites())
	notes, err := doctor.Notes(say)
	if err != nil {
		notes = nil // what is behind it is among the findings: /proc
	}
	if !doctor.Page(stdout, say, append(findings, notes...), terminal.StyleOf(os.Stdout)) {
		return errors.New("") // the page has said it
	}
	return nil
}
