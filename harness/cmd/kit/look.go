package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"

	"github.com/urfave/cli"

	"mydocker/harness/look"
	"mydocker/harness/picture"
	"mydocker/harness/terminal"
	"mydocker/harness/words"
)

func lookCommand(say words.Words) cli.Command {
	return cli.Command{
		Name:        "look",
		Usage:       say.Say("look.usage"),
		ArgsUsage:   say.Say("look.args"),
		Description: say.Say("look.about"),
		Flags: []cli.Flag{
			cli.StringFlag{Name: "html", Usage: say.Say("look.html-flag")},
			cli.StringFlag{Name: "svg", Usage: say.Say("look.svg-flag")},
		},
		Action: func(context *cli.Context) error { return runLook(context, say) },
	}
}

func runLook(context *cli.Context, say words.Words) error {
	if context.NArg() > 1 {
		return misused{errors.New(say.Say("look.one-only"))}
	}
	if os.Geteuid() != 0 {
		return errors.New(say.Say("look.root"))
	}
	reader := look.Reader{Root: "/"}
	init, err := chosenContainer(reader, context.Args().First(), say)
	if err != nil {
		return err
	}
	container, err := reader.Read(init)
	if errors.Is(err, look.ErrEnded) {
		return errors.New(say.Say("look.ended", words.Values{"PID": init}))
	}
	if err != nil {
		return err
	}
	html, svg := context.String("html"), context.String("svg")
	if html == "" && svg == "" {
		look.Text(stdout, container, say, terminal.StyleOf(os.Stdout))
		return nil
	}
	return writePictures(look.Draw(container, say), html, svg, say)
}

// chosenContainer returns the first process of the container that is meant by
// a pid, or a runtime's file, or by nothing.
func chosenContainer(reader look.Reader, meant string, say words.Words) (int, error) {
	pid, notNumber := strconv.Atoi(meant)
	none := say.Say("look.none")
	var found []int
	var err error
	switch {
	case meant == "":
		found, err = reader.Find()
	case notNumber == nil:
		found, err = reader.FindBy(pid)
	default:
		none = say.Say("look.none-of", words.Values{"Binary": meant})
		found, err = reader.FindOf(fromCaller(meant))
	}
	switch {
	case err != nil:
		return 0, fmt.Errorf("look: %w", err)
	case len(found) == 0:
		return 0, errors.New(none)
	case len(found) == 1:
		return found[0], nil
	}
	several := say.Say("look.several", words.Values{"Count": len(found)})
	for _, init := range found {
		several += fmt.Sprintf("\n  %7d  %s", init, terminal.Cut(terminal.Printable(reader.Command(init)), 88))
	}
	return 0, errors.New(several)
}

// writePictures writes a drawing to the files that are named.
func writePictures(drawing picture.Drawing, html, svg string, say words.Words) error {
	for _, file := range []struct {
		name  string
		write func(io.Writer) error
	}{{html, drawing.Page}, {svg, drawing.SVG}} {
		if file.name == "" {
			continue
		}
		out, err := os.Create(fromCaller(file.name))
		if err != nil {
			return err
		}
		if err := errors.Join(file.write(out), out.Close()); err != nil {
			return err
		}
		fmt.Fprintln(stdout, say.Say("kit.written", words.Values{"File": file.name}))
	}
	return nil
}
