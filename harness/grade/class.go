package grade

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/sys/unix"

	"mydocker/harness/judge"
	"mydocker/harness/result"
	"mydocker/harness/terminal"
)

// Class is a folder of submissions to be graded alike.
type Class struct {
	// Kit is the kit's directory, and Step what is graded.
	Kit, Step string
	// Seed is where all random values of the run come from.
	Seed        uint64
	Submissions []Submission
	// Out is the directory of the journal, made if it is not there, and Resume goes
	// on from that.
	Out    string
	Resume bool
	// Workers is how many are graded at once; 0 is as many as there are cores.
	Workers int
	// Only are the clauses that are asked; all of the step, if there are none.
	Only []string
	// Budget is how long the cases of one submission may take together.
	Budget time.Duration
	// Again is told of an error of the kit, after which a submission is graded again.
	Again func(Submission, error)
	// Hear is told of each case of each submission, by several at once; nil is nobody.
	Hear func(judge.Event)
	// Tell is told of each result, and of how many there will be.
	Tell func(one result.Submission, done, all int)
}

// tries is how often a submission is graded at most where the kit could not do
// its work.
const tries = 3

// firstID is the first of the users that are nobody on this machine, and root
// in a sandbox: far from those that a machine gives to people.
const firstID = 1_000_000_000

// Run grades what has not been graded yet, and returns all results, in the order
// of the submissions. With the context it ends, and what it has found by then is
// in the journal.
func (c *Class) Run(ctx context.Context) (result.Class, error) {
	shop, err := c.open()
	if err != nil {
		return result.Class{}, err
	}
	defer shop.close()
	journal, known, err := OpenJournal(filepath.Join(c.Out, journalName), shop.terms, c.Resume)
	if err != nil {
		return result.Class{}, err
	}
	defer journal.Close()
	results := map[string]result.Submission{}
	if gone := c.notHandedIn(known); len(gone) > 0 {
		return result.Class{}, fmt.Errorf("%s has results of submissions that are not in the folder: %s; put them back, or name another directory for the results",
			c.Out, strings.Join(gone, ", "))
	}
	for _, one := range known {
		if one.Outcome != result.NotGraded { // perhaps now
			results[one.Name] = one
		}
	}
	if err := c.gradeAll(ctx, shop, journal, results); err != nil {
		return result.Class{}, err
	}
	class := result.Class{Schema: result.Schema, Step: c.Step, Kit: shop.terms.Kit, Seed: c.Seed}
	for _, submission := range c.Submissions {
		class.Submissions = append(class.Submissions, results[submission.Name])
	}
	return class, nil
}

// notHandedIn names those among the results that are no submission of the class:
// it is another one.
func (c *Class) notHandedIn(results []result.Submission) (names []string) {
	for _, one := range results {
		if !slices.ContainsFunc(c.Submissions, func(s Submission) bool { return s.Name == one.Name }) {
			names = append(names, terminal.Printable(one.Name))
		}
	}
	return slices.Compact(slices.Sorted(slices.Values(names)))
}

// gradeAll grades what has no result yet.
func (c *Class) gradeAll(ctx context.Context, shop *workshop, journal *Journal, results map[string]result.Submission) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	next := make(chan Submission)
	var mutex sync.Mutex
	var working sync.WaitGroup
	for worker := range c.workers() {
		working.Add(1)
		go func() {
			defer working.Done()
			for submission := range next {
				one, err := shop.grade(ctx, submission, c.seedOf(submission), worker)
				if ctx.Err() != nil {
					return
				}
				mutex.Lock()
				if err == nil {
					err = journal.Add(one)
				}
				if err != nil {
					stop(err)
				} else {
					results[submission.Name] = one
					c.Tell(one, len(results), len(c.Submissions))
				}
				mutex.Unlock()
			}
		}()
	}
	c.feed(ctx, next, results, &mutex)
	working.Wait()
	return context.Cause(ctx)
}

// feed gives the workers what has no result yet.
func (c *Class) feed(ctx context.Context, next chan<- Submission, results map[string]result.Submission, mutex *sync.Mutex) {
	defer close(next)
	for _, submission := range c.Submissions {
		mutex.Lock()
		_, known := results[submission.Name]
		mutex.Unlock()
		if known {
			continue
		}
		select {
		case next <- submission:
		case <-ctx.Done():
			return
		}
	}
}

func (c *Class) workers() int {
	if c.Workers > 0 {
		return c.Workers
	}
	return runtime.NumCPU()
}

// share is as much of the machine's memory as is wanted, in bytes, but no more
// than each worker can have beside the kit.
func (c *Class) share(wanted int64) int64 {
	var info unix.Sysinfo_t
	if err := unix.Sysinfo(&info); err != nil {
		return wanted
	}
	all := int64(info.Totalram) * int64(info.Unit)
	return min(wanted, all/int64(c.workers()+1))
}

// seedOf is the submission's own, whatever the others are.
func (c *Class) seedOf(submission Submission) uint64 {
	hash := sha256.Sum256(fmt.Appendf(nil, "%d %s", c.Seed, submission.Name))
	return binary.BigEndian.Uint64(hash[:8])
}
