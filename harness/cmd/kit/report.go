package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/urfave/cli"

	"mydocker/harness/report"
	"mydocker/harness/result"
	"mydocker/harness/words"
)

func reportCommand(say words.Words) cli.Command {
	var formats strings.Builder
	for _, format := range report.Formats() {
		fmt.Fprintf(&formats, "\n  %-21s %s", format.Name, format.For)
	}
	return cli.Command{
		Name:        "report",
		Usage:       say.Say("report.usage"),
		ArgsUsage:   "FORMAT RESULTS",
		Description: inHelp(say.Say("report.about") + formats.String()),
		Flags: []cli.Flag{
			cli.StringFlag{Name: "rubric", Usage: say.Say("report.flag-rubric")},
			cli.StringFlag{Name: "key", Usage: say.Say("report.flag-key")},
			cli.StringFlag{Name: "out", Usage: say.Say("report.flag-out")},
		},
		Action: func(given *cli.Context) error {
			if err := runReport(given, say); err != nil {
				return fmt.Errorf("report: %w", err)
			}
			return nil
		},
	}
}

func runReport(given *cli.Context, say words.Words) error {
	r, format, err := newReport(given, say)
	if err != nil {
		return misused{err}
	}
	out := fromCaller(given.String("out"))
	if out == "" {
		out = filepath.Join(filepath.Dir(fromCaller(given.Args().Get(1))), format.Name)
	}
	written, err := r.Write(format, out)
	if err != nil {
		return err
	}
	fmt.Fprintln(stdout, say.Say("report.written", words.Values{"Count": len(written.Files), "Dir": out}))
	if len(written.Without) > 0 {
		fmt.Fprintln(stdout, say.Say("report.without", words.Values{"Names": printableList(written.Without)}))
	}
	if len(written.Unknown) > 0 {
		fmt.Fprintln(stdout, say.Say("report.unknown", words.Values{"Names": printableList(written.Unknown)}))
	}
	return nil
}

// newReport reads all that a report is made of. It writes nothing.
func newReport(given *cli.Context, say words.Words) (r report.Report, format report.Format, err error) {
	if given.NArg() != 2 {
		return r, format, errors.New(say.Say("report.wanted"))
	}
	if format, err = report.Find(given.Args().Get(0)); err != nil {
		return r, format, err
	}
	class, err := result.Read(fromCaller(given.Args().Get(1)), fromCaller(given.String("key")))
	if err != nil {
		return r, format, err
	}
	r = report.Report{Class: class, Env: os.Getenv}
	if rubric := given.String("rubric"); rubric != "" {
		if r.Rubric, err = report.ReadRubric(fromCaller(rubric)); err != nil {
			return r, format, fmt.Errorf("--rubric: %w", err)
		}
		if err := r.Rubric.Fits(class); err != nil {
			return r, format, fmt.Errorf("--rubric %s: %w", rubric, err)
		}
		if r.Rubric.Seed != nil && *r.Rubric.Seed != class.Seed {
			fmt.Fprintln(os.Stderr, say.Say("report.other-seed", words.Values{"Wanted": fmt.Sprint(*r.Rubric.Seed), "Seed": fmt.Sprint(class.Seed)}))
		}
	}
	return r, format, nil
}
