package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"time"

	"github.com/urfave/cli"
	"golang.org/x/sys/unix"

	"mydocker/harness/classpage"
	"mydocker/harness/result"
	"mydocker/harness/terminal"
	"mydocker/harness/words"
)

func gradeCommand(say words.Words) cli.Command {
	return cli.Command{
		Name:        "grade",
		Usage:       say.Say("grade.usage"),
		ArgsUsage:   "DIR",
		Description: inHelp(say.Say("grade.about")),
		Flags: []cli.Flag{
			cli.StringFlag{Name: "step", Usage: say.Say("grade.flag-step")},
			cli.StringFlag{Name: "out", Usage: say.Say("grade.flag-out")},
			cli.BoolFlag{Name: "resume", Usage: say.Say("grade.flag-resume")},
			cli.StringFlag{Name: "seed", Usage: say.Say("grade.flag-seed")},
			cli.IntFlag{Name: "workers", Usage: say.Say("grade.flag-workers")},
			cli.DurationFlag{Name: "budget", Value: 5 * time.Minute, Usage: say.Say("grade.flag-budget")},
			cli.StringFlag{Name: "rubric", Usage: say.Say("grade.flag-rubric")},
			cli.StringFlag{Name: "key", Usage: say.Say("grade.flag-key")},
		},
		Action: func(given *cli.Context) error {
			if err := runGrade(given, say); err != nil {
				if errors.As(err, new(stopped)) {
					return err
				}
				return fmt.Errorf("grade: %w", err)
			}
			return nil
		},
	}
}

func runGrade(given *cli.Context, say words.Words) error {
	order, err := newOrder(given, say)
	if err != nil {
		return misused{err}
	}
	class := order.class
	if err := fitForSuites(say); err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, unix.SIGTERM, unix.SIGHUP)
	defer stop()
	if len(order.others) > 0 {
		fmt.Fprintln(stdout, say.Say("grade.others", words.Values{"Names": printableList(order.others)}))
	}
	fmt.Fprintln(stdout, say.Say("grade.begin", words.Values{"Count": len(class.Submissions), "Step": class.Step, "Seed": fmt.Sprint(class.Seed)}))
	fmt.Fprintln(stdout, say.Say("grade.preparing"))
	reporter := &gradeReporter{say: say, style: terminal.StyleOf(os.Stdout), began: time.Now()}
	class.Tell, class.Again = reporter.tell, reporter.again
	results, err := class.Run(ctx)
	if ctx.Err() != nil {
		return stopped{errors.New(say.Say("grade.stopped"))}
	}
	if err != nil {
		return err
	}
	file := filepath.Join(class.Out, "results.json")
	if err := result.Write(file, results, order.key); err != nil {
		return err
	}
	page := filepath.Join(class.Out, "index.html")
	if err := writePage(page, results, say); err != nil {
		return err
	}
	fmt.Fprintln(stdout, say.Say("grade.written", words.Values{"File": file, "Page": page}))
	if none := namesOf(results, result.NotTaken, result.NotBuilt); len(none) > 0 {
		fmt.Fprintln(stdout, say.Say("grade.nothing-of", words.Values{"Names": printableList(none)}))
	}
	if left := namesOf(results, result.NotGraded); len(left) > 0 {
		return errors.New(say.Say("grade.not-graded", words.Values{"Names": printableList(left)}))
	}
	return nil
}

func writePage(file string, results result.Class, say words.Words) error {
	var page bytes.Buffer
	err := classpage.Write(&page, results, say)
	if err == nil {
		err = os.WriteFile(file, page.Bytes(), 0o644)
	}
	if err != nil {
		return fmt.Errorf("write the page: %w", err)
	}
	return nil
}
