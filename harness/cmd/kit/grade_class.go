package main

import (
	"crypto/ed25519"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/urfave/cli"

	"mydocker/harness/grade"
	"mydocker/harness/report"
	"mydocker/harness/result"
	"mydocker/harness/words"
)

// order is what an instructor wants graded.
type order struct {
	class *grade.Class
	// others are in the directory too, and no submissions.
	others []string
	// key is what the results are signed with; nil is nothing.
	key ed25519.PrivateKey
}

// newOrder reads all that is wanted, so that what is wrong with it is said now
// and not after an hour. It makes nothing.
func newOrder(given *cli.Context, say words.Words) (o order, err error) {
	if given.NArg() != 1 || given.String("out") == "" {
		return o, errors.New(say.Say("grade.wanted"))
	}
	class := &grade.Class{
		Step: given.String("step"), Out: fromCaller(given.String("out")),
		Resume: given.Bool("resume"), Workers: given.Int("workers"), Budget: given.Duration("budget"),
	}
	if err = checkNumbers(class, say); err != nil {
		return o, err
	}
	if o.key, err = result.SigningKey(fromCaller(given.String("key"))); err != nil {
		return o, fmt.Errorf("--key: %w", err)
	}
	dir := fromCaller(given.Args().First())
	if class.Submissions, o.others, err = grade.Find(dir); err != nil {
		return o, err
	}
	if len(class.Submissions) == 0 {
		return o, errors.New(say.Say("grade.none", words.Values{"Dir": given.Args().First()}))
	}
	if err = checkOut(class.Out, dir, say); err != nil {
		return o, err
	}
	seed, err := seedOf(given, class, say)
	if err != nil {
		return o, err
	}
	if class.Seed, err = seedFor(class, seed, say); err != nil {
		return o, err
	}
	class.Kit, err = kitDir()
	o.class = class
	return o, err
}

func checkNumbers(class *grade.Class, say words.Words) error {
	if err := known(say, class.Step); err != nil {
		return fmt.Errorf("--step: %w", err)
	}
	if class.Workers < 0 {
		return errors.New(say.Say("grade.wrong-workers", words.Values{"Workers": class.Workers}))
	}
	if class.Budget < time.Second {
		return errors.New(say.Say("grade.wrong-budget", words.Values{"Budget": class.Budget}))
	}
	return nil
}

// seedOf is the seed that was given, by hand or in a rubric; nil if none was.
// The rubric is read in any case, and fits the class: marks are made by it.
func seedOf(given *cli.Context, class *grade.Class, say words.Words) (seed *uint64, err error) {
	if file := given.String("rubric"); file != "" {
		rubric, err := report.ReadRubric(fromCaller(file))
		if err == nil {
			err = rubric.Fits(class.Blank())
		}
		if err != nil {
			return nil, fmt.Errorf("--rubric: %w", err)
		}
		seed = rubric.Seed
	}
	if text := given.String("seed"); text != "" {
		number, err := strconv.ParseUint(text, 10, 64)
		if err != nil {
			return nil, errors.New(say.Say("grade.wrong-seed", words.Values{"Seed": text}))
		}
		seed = &number
	}
	return seed, nil
}

// checkOut says why results cannot go to a directory.
func checkOut(out, submissions string, say words.Words) error {
	if info, err := os.Stat(out); err == nil && !info.IsDir() {
		return errors.New(say.Say("grade.out-file", words.Values{"Out": out}))
	}
	within, err := filepath.Rel(withoutLinks(submissions), withoutLinks(out))
	if err == nil && within != ".." && !strings.HasPrefix(within, "../") {
		return errors.New(say.Say("grade.out-within", words.Values{"Out": out, "Dir": submissions}))
	}
	return nil
}

// withoutLinks is a path without links in it, as far as it is there.
func withoutLinks(path string) string {
	resolved, err := filepath.EvalSymlinks(path)
	if err != nil && path != "/" {
		return filepath.Join(withoutLinks(filepath.Dir(path)), filepath.Base(path))
	}
	return resolved
}

// seedFor is the seed of the run: of what is gone on from, or what was given, or
// any.
func seedFor(class *grade.Class, wanted *uint64, say words.Words) (uint64, error) {
	begun, err := grade.Begun(class.Out)
	switch {
	case err != nil:
		return 0, fmt.Errorf("--out: %w", err)
	case begun != nil && !class.Resume:
		return 0, errors.New(say.Say("grade.out-taken", words.Values{"Out": class.Out}))
	case begun != nil:
		seed, err := begun.SeedFor(class.Step, wanted)
		if err != nil {
			return 0, fmt.Errorf("--resume: %s: %w", class.Out, err)
		}
		return seed, nil
	case wanted != nil:
		return *wanted, nil
	}
	return rand.Uint64(), nil
}
