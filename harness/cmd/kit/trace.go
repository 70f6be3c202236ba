package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/urfave/cli"

	"mydocker/harness/stepdiff"
	"mydocker/harness/terminal"
	"mydocker/harness/trace"
	"mydocker/harness/words"
)

func traceCommand(say words.Words) cli.Command {
	return cli.Command{
		Name:        "trace",
		Usage:       say.Say("trace.usage"),
		ArgsUsage:   say.Say("trace.args"),
		Description: say.Say("trace.about"),
		Flags: []cli.Flag{
			cli.StringFlag{Name: "with", Usage: say.Say("trace.with-flag")},
			cli.StringFlag{Name: "html", Usage: say.Say("trace.html-flag")},
			cli.StringFlag{Name: "svg", Usage: say.Say("trace.svg-flag")},
		},
		// Flags behind STEP are run's.
		SkipArgReorder: true,
		Action:         func(context *cli.Context) error { return runTrace(context, say) },
	}
}

func runTrace(context *cli.Context, say words.Words) error {
	with := context.String("with")
	if _, err := os.Stat(fromCaller(with)); with != "" && errors.Is(err, fs.ErrNotExist) {
		return misused{fmt.Errorf("trace: %s", say.Say("test.not-there", words.Values{"Program": with}))}
	}
	step, args, command, err := runLine(context.Args())
	if err != nil {
		return misused{errors.New(say.Say("trace.wrong-line"))}
	}
	if err := known(say, step); err != nil {
		return misused{fmt.Errorf("trace: %w", err)}
	}
	if os.Geteuid() != 0 {
		return errors.New(say.Say("trace.not-root"))
	}
	for _, need := range trace.Needs() {
		if err := need.Missing(); err != nil {
			return fmt.Errorf("trace: %w", err)
		}
	}
	kit, err := kitDir()
	if err != nil {
		return err
	}
	work, err := os.MkdirTemp("", "mydocker-trace-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	tracer := tracer{kit: kit, work: work, args: args, command: command, say: say}
	tracer.toFile = context.String("html")+context.String("svg") != ""
	reference, name, err := tracer.life(filepath.Join(kit, stepdiff.Chapter, step), "mydocker-"+step)
	if err != nil {
		return err
	}
	if with != "" {
		theirs, _, err := tracer.life(fromCaller(with), filepath.Base(with))
		if err != nil {
			return err
		}
		names := trace.Names{
			Reference: say.Say("trace.the-chapters", words.Values{"Name": name}),
			Theirs:    say.Say("trace.yours", words.Values{"Name": filepath.Clean(with)}),
		}
		return showRows(context, trace.Compare(reference, theirs), names, say)
	}
	return showLife(context, reference, say)
}

// runLine takes a command line apart: 3.3 -m 100m -- ls /.
func runLine(line []string) (step string, args, command []string, err error) {
	end := slices.Index(line, "--")
	if end < 1 || end == len(line)-1 {
		return "", nil, nil, errors.New("no step, or no command")
	}
	command = line[end+1:]
	args = append([]string{"run", "-ti"}, line[1:end]...)
	return line[0], append(args, command...), command, nil
}

func showLife(context *cli.Context, life trace.Life, say words.Words) error {
	html, svg := context.String("html"), context.String("svg")
	if html == "" && svg == "" {
		trace.Text(stdout, life, say, terminal.StyleOf(os.Stdout))
		return nil
	}
	return errors.Join(
		writePictures(trace.Draw(life, say, true), html, "", say),
		writePictures(trace.Draw(life, say, false), "", svg, say))
}

func showRows(context *cli.Context, rows []trace.Row, names trace.Names, say words.Words) error {
	html, svg := context.String("html"), context.String("svg")
	if html == "" && svg == "" {
		trace.TextOfRows(stdout, rows, names, say, terminal.StyleOf(os.Stdout))
		return nil
	}
	return writePictures(trace.DrawRows(rows, names, say), html, svg, say)
}
