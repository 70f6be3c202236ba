package grade

import (
	"context"
	"errors"
	"fmt"
	"time"

	"mydocker/harness/mydocker"
	"mydocker/harness/result"
)

// Pace grades the class, and returns how long each submission takes. It is
// counted from when as many are graded as are at once: what is prepared for all
// of them is not counted, and those end together. There are to be more
// submissions than workers.
func (c *Class) Pace(ctx context.Context) (time.Duration, error) {
	if len(c.Submissions) <= c.workers() {
		return 0, fmt.Errorf("%d submissions for %d workers: there is no pace", len(c.Submissions), c.workers())
	}
	class := *c
	var ended []time.Time
	var unable []error
	class.Again = func(s Submission, err error) {
		unable = append(unable, fmt.Errorf("%s: the kit could not do its work: %w", s.Name, err))
	}
	class.Tell = func(result.Submission, int, int) { ended = append(ended, time.Now()) }
	_, err := class.Run(ctx)
	if err = errors.Join(append(unable, err)...); err != nil {
		return 0, err
	}
	first := c.workers() - 1
	return ended[len(ended)-1].Sub(ended[first]) / time.Duration(len(ended)-1-first), nil
}

// Sandboxes makes n sandboxes as the cases of a submission have them, one after
// the other, and returns how long each took to make, and to remove.
func (c *Class) Sandboxes(n int) (made, removed []time.Duration, err error) {
	shop, err := c.open()
	if err != nil {
		return nil, nil, err
	}
	defer shop.close()
	sandbox := shop.sandbox
	sandbox.FirstID += ids // as the first worker's
	for range n {
		began := time.Now()
		guard, err := mydocker.NewSandbox(sandbox)
		if err != nil {
			return made, removed, err
		}
		made = append(made, time.Since(began))
		began = time.Now()
		if err := guard.Close(); err != nil {
			return made, removed, err
		}
		removed = append(removed, time.Since(began))
	}
	return made, removed, nil
}
