package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/urfave/cli"
	"golang.org/x/sys/unix"

	"mydocker/harness/classpage"
	"mydocker/harness/grade"
	"mydocker/harness/report"
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
	class, others, err := newClass(given, say)
	if err != nil {
		return err
	}
	if err := fitForSuites(); err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, unix.SIGTERM, unix.SIGHUP)
	defer stop()
	if len(others) > 0 {
		fmt.Println(say.Say("grade.others", words.Values{"Names": printableList(others)}))
	}
	fmt.Println(say.Say("grade.begin", words.Values{"Count": len(class.Submissions), "Step": class.Step, "Seed": fmt.Sprint(class.Seed)}))
	fmt.Println(say.Say("grade.preparing"))
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
	if err := result.Write(file, results, fromCaller(given.String("key"))); err != nil {
		return err
	}
	page := filepath.Join(class.Out, "index.html")
	if err := writePage(page, results, say); err != nil {
		return err
	}
	fmt.Println(say.Say("grade.written", words.Values{"File": file, "Page": page}))
	if left := notGraded(results); len(left) > 0 {
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

// newClass reads what is to be graded, and makes the directory of results.
func newClass(given *cli.Context, say words.Words) (class *grade.Class, others []string, err error) {
	if given.NArg() != 1 || given.String("out") == "" {
		return nil, nil, fmt.Errorf("one directory of submissions is wanted, and flags before it: kit grade --step 3.2 --out marks class")
	}
	class = &grade.Class{Step: given.String("step"), Resume: given.Bool("resume"), Workers: given.Int("workers"), Budget: given.Duration("budget")}
	if err := known(say, class.Step); err != nil {
		return nil, nil, fmt.Errorf("--step: %w", err)
	}
	if class.Workers < 0 {
		return nil, nil, fmt.Errorf("--workers %d: 0 or more", class.Workers)
	}
	if class.Budget < time.Second {
		return nil, nil, fmt.Errorf("--budget %v: a time such as 5m", class.Budget)
	}
	seeded := false
	if class.Seed, seeded, err = seedOf(given); err != nil {
		return nil, nil, err
	}
	if class.Kit, err = kitDir(); err != nil {
		return nil, nil, err
	}
	if class.Submissions, others, err = grade.Find(fromCaller(given.Args().First())); err != nil {
		return nil, nil, err
	}
	if len(class.Submissions) == 0 {
		return nil, nil, errors.New(say.Say("grade.none", words.Values{"Dir": given.Args().First()}))
	}
	class.Out = fromCaller(given.String("out"))
	if err := os.MkdirAll(class.Out, 0o700); err != nil {
		return nil, nil, err
	}
	if class.Resume && !seeded {
		if class.Seed, err = grade.SeedIn(class.Out, class.Seed); err != nil {
			return nil, nil, err
		}
	}
	return class, others, nil
}

// seedOf is the seed that was given, by hand or in a rubric, or any.
func seedOf(given *cli.Context) (seed uint64, named bool, err error) {
	if text := given.String("seed"); text != "" {
		if seed, err = strconv.ParseUint(text, 10, 64); err != nil {
			return 0, true, fmt.Errorf("--seed %s: not a whole number", text)
		}
		return seed, true, nil
	}
	if file := given.String("rubric"); file != "" {
		rubric, err := report.ReadRubric(fromCaller(file))
		if err != nil {
			return 0, true, err
		}
		if rubric.Seed != nil {
			return *rubric.Seed, true, nil
		}
	}
	return rand.Uint64(), false, nil
}

// gradeReporter says a line of each submission.
type gradeReporter struct {
	say   words.Words
	style terminal.Style
	began time.Time
	here  int // graded by this run
}

func (r *gradeReporter) tell(one result.Submission, done, all int) {
	r.here++
	left := time.Since(r.began) / time.Duration(r.here) * time.Duration(all-done)
	what := ""
	first, _, _ := strings.Cut(one.Message, "\n")
	switch one.Outcome {
	case result.Graded:
		kept, asked := keptOf(one)
		what = r.say.Say("grade.kept", words.Values{"Kept": kept, "Asked": asked})
	case result.NotTaken:
		what = r.say.Say("grade.not-taken", words.Values{"Why": first})
	case result.NotBuilt:
		what = r.say.Say("grade.not-built", words.Values{"Why": first})
	case result.NotGraded:
		what = r.say.Say("grade.unable", words.Values{"Why": first})
	}
	fmt.Println(r.say.Say("grade.line", words.Values{
		"Done": done, "All": all, "Left": left.Round(time.Second), "Name": terminal.Printable(one.Name), "What": what,
	}))
}

func (r *gradeReporter) again(submission grade.Submission, err error) {
	first, _, _ := strings.Cut(err.Error(), "\n")
	fmt.Println(r.say.Say("grade.again", words.Values{"Name": terminal.Printable(submission.Name), "Error": terminal.Printable(first)}))
}

func keptOf(one result.Submission) (kept, asked int) {
	for _, clause := range one.Clauses {
		switch clause.Verdict {
		case result.Passed:
			kept++
			asked++
		case result.Failed, result.Blocked:
			asked++
		}
	}
	return kept, asked
}

func notGraded(class result.Class) (names []string) {
	for _, one := range class.Submissions {
		if one.Outcome == result.NotGraded {
			names = append(names, one.Name)
		}
	}
	return names
}

func printableList(names []string) string {
	names = slices.Clone(names)
	for i, name := range names {
		names[i] = terminal.Printable(name)
	}
	return strings.Join(names, ", ")
}
