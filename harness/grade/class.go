package grade

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"time"

	"golang.org/x/sys/unix"

	"mydocker/harness/conformance"
	"mydocker/harness/judge"
	"mydocker/harness/mydocker"
	"mydocker/harness/result"
)

// Class is a folder of submissions to be graded alike.
type Class struct {
	// Kit is the kit's directory, and Step what is graded.
	Kit, Step string
	// Seed is where all random values of the run come from.
	Seed        uint64
	Submissions []Submission
	// Out is the directory of the journal, and Resume goes on from that.
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

// seedOf is the submission's own, whatever the others are.
func (c *Class) seedOf(submission Submission) uint64 {
	hash := sha256.Sum256(fmt.Appendf(nil, "%d %s", c.Seed, submission.Name))
	return binary.BigEndian.Uint64(hash[:8])
}

// workshop is what submissions are graded with.
type workshop struct {
	class   *Class
	terms   Terms
	dir     string
	lock    *os.File // of the directory of results, held as long as this process lives
	suites  *judge.Judge
	builder builder
	sandbox mydocker.Sandbox
}

// open makes the workshop: the suites, a small system, and what builds.
func (c *Class) open() (*workshop, error) {
	w := &workshop{class: c}
	err := w.claim()
	if err == nil {
		err = w.furnish()
	}
	if err != nil {
		w.close()
		return nil, err
	}
	return w, nil
}

// claim makes the workshop's directory, which is named by where the results go:
// what a run left there that was killed is removed by the next. Two at once are
// refused.
func (w *workshop) claim() error {
	out, err := filepath.Abs(w.class.Out)
	if err != nil {
		return err
	}
	if w.lock, err = os.Open(out); err != nil {
		return err
	}
	if err := unix.Flock(int(w.lock.Fd()), unix.LOCK_EX|unix.LOCK_NB); err != nil {
		return fmt.Errorf("%s: is another run writing its results there? %w", out, err)
	}
	w.dir = filepath.Join(os.TempDir(), fmt.Sprintf("mydocker-kit-grade-%x", sha256.Sum256([]byte(out))))
	if err := os.RemoveAll(w.dir); err != nil {
		return err
	}
	return os.Mkdir(w.dir, 0o700)
}

func (w *workshop) close() {
	if w.dir != "" {
		os.RemoveAll(w.dir)
	}
	if w.lock != nil {
		w.lock.Close()
	}
}

func (w *workshop) furnish() (err error) {
	w.sandbox = mydocker.Sandbox{
		Inside: filepath.Join(w.dir, "inside"), System: filepath.Join(w.dir, "system"), FirstID: firstID,
		Memory: 1 << 30, Disk: 128 << 20, Processes: 1000, Cores: float64(runtime.NumCPU()),
	}
	if w.suites, err = judge.New(w.class.Kit, w.dir); err != nil {
		return err
	}
	if err = mydocker.BuildInside(w.sandbox.Inside); err != nil {
		return err
	}
	if w.sandbox.Files, err = system(w.sandbox.System); err != nil {
		return err
	}
	probe := filepath.Join(w.dir, "probe")
	if err = mydocker.BuildProbe(probe); err != nil {
		return err
	}
	w.sandbox.Files[conformance.ProbeInside] = probe
	if w.builder, err = newBuilder(w.class.Kit, w.dir, w.class.Step, w.sandbox); err != nil {
		return err
	}
	hash, err := hashOf(w.suites.Binary())
	w.terms = Terms{Schema: result.Schema, Step: w.class.Step, Seed: w.class.Seed, Kit: hash}
	return err
}

// grade grades one submission, again if the kit could not do its work.
func (w *workshop) grade(ctx context.Context, submission Submission, seed uint64, worker int) (result.Submission, error) {
	dir, err := os.MkdirTemp(w.dir, "submission-")
	if err != nil {
		return result.Submission{}, err
	}
	defer os.RemoveAll(dir)
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
			one.Message = rejection.Error()
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
	return w.judge(ctx, binary, dir, worker, one)
}

// reports keeps, of each clause, what its first failed case printed.
type reports map[string]string

func (r reports) note(event judge.Event) {
	if event.Ended && event.Verdict == "failed" && r[event.Clause.ID] == "" {
		r[event.Clause.ID] = printable(event.Output)
	}
}

// printable is text of which no line says anything to a terminal.
func printable(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = printableLine(line)
	}
	return strings.Join(lines, "\n")
}
