package grade

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"mydocker/harness/result"
)

// grade grades one submission, again if the kit could not do its work.
func (w *workshop) grade(ctx context.Context, submission Submission, seed uint64, worker int) (result.Submission, error) {
	dir, err := os.MkdirTemp(w.dir, "submission-")
	if err != nil {
		return result.Submission{}, err
	}
	defer os.RemoveAll(dir)
	if err := openToRootsGroup(dir); err != nil {
		return result.Submission{}, err
	}
	for try := 1; ; try++ {
		one := result.Submission{Name: submission.Name, Seed: seed, Tries: try, Submitted: submission.Changed, Graded: now()}
		err = w.attempt(ctx, submission, filepath.Join(dir, fmt.Sprint(try)), worker, &one)
		rejection := rejected{}
		switch {
		case ctx.Err() != nil:
			return one, ctx.Err()
		case err == nil:
			return one, nil
		case errors.As(err, &rejection):
			one.Message = printable(rejection.Error())
			one.Clauses = w.class.allOf(result.Failed)
			return one, nil
		case try == tries:
			one.Outcome, one.Message = result.NotGraded, printable(err.Error())
			return one, nil
		}
		w.class.Again(submission, err)
	}
}

func now() time.Time { return time.Now().UTC().Truncate(time.Second) }

// attempt takes, builds and judges a submission. It sets how far it has come.
func (w *workshop) attempt(ctx context.Context, submission Submission, dir string, worker int, one *result.Submission) (err error) {
	source, binary := filepath.Join(dir, "source"), filepath.Join(dir, "mydocker")
	if err := os.MkdirAll(source, 0o755); err != nil {
		return err
	}
	one.Outcome = result.NotTaken
	if submission.Kind == Binary {
		err = takeBinary(submission.Path, binary)
	} else {
		one.Left, err = takeSource(submission, source)
	}
	if err != nil {
		return err
	}
	if one.SHA256, err = hashOf(dir); err != nil {
		return err
	}
	if submission.Kind != Binary {
		one.Outcome = result.NotBuilt
		module, err := layOut(source, w.class.Step, w.builder.mod)
		if err == nil {
			err = w.builder.build(ctx, module, binary)
		}
		if err != nil {
			return err
		}
	}
	one.Outcome = result.Graded
	return w.judge(ctx, binary, submission.Dialect, dir, worker, one)
}
