package bench

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"sync/atomic"
	"time"

	"mydocker/harness/grade"
	"mydocker/harness/judge"
	"mydocker/harness/result"
)

// How many submissions the classes have: one that is graded by all clauses, and one
// that a larger is compared with.
const (
	whole = 6
	small = 10
)

// sandboxes is how many sandboxes are made.
const sandboxes = 20

// asked are clauses, one of a step and quick, for what is about the class and not
// about the cases.
var asked = []string{"own-uts", "memory-set"}

// MeasureClass measures how fast a class is graded, and whether a larger one, of
// so many submissions, takes longer for each.
func MeasureClass(ctx context.Context, kit, dir string, large int, seed uint64) (Section, error) {
	section := Section{
		Title: "A class",
		Text: fmt.Sprintf("Submissions that are all step 3.3 as it is, as source, graded as many at a time as there are cores. "+
			"Seconds are for each, from when as many are graded as are at once. The bound is the own time of the cases of one, over the cores, and has no "+
			"part for building. All clauses are asked of %d; of more, two quick ones, since that is about the class and not about the cases.", whole),
	}
	full, err := gradeCopies(ctx, kit, dir, whole, nil, seed)
	if err != nil {
		return section, err
	}
	few, err := gradeCopies(ctx, kit, dir, small, asked, seed)
	if err != nil {
		return section, err
	}
	more, err := gradeCopies(ctx, kit, dir, large, asked, seed)
	if err != nil {
		return section, err
	}
	table := Table{Head: []string{"clauses", "submissions", "s each", "submissions a minute", "own time of its cases, s", "bound, s", "× the bound"}}
	table.Add(full.cells("all")...)
	table.Add(few.cells("two")...)
	table.Add(more.cells("two")...)
	class, err := copies(kit, dir, 1, nil, seed)
	if err != nil {
		return section, err
	}
	made, removed, err := class.Sandboxes(sandboxes)
	if err != nil {
		return section, err
	}
	section.Tables = []Table{table, sandboxTable(made, removed)}
	section.Targets = []Target{
		{What: fmt.Sprintf("each of %d", large), Got: more.each.Seconds() / few.each.Seconds(), Most: 1.1, Unit: fmt.Sprintf("× each of %d", small)},
		{What: "a sandbox is made", Got: float64(Times(made).Median()) / float64(time.Millisecond), Most: 15, Unit: "ms"},
	}
	return section, nil
}

func sandboxTable(made, removed Times) Table {
	table := Table{Head: []string{"a sandbox is", "ms", "middle half"}}
	for _, one := range []struct {
		name  string
		times Times
	}{{"made", made}, {"removed", removed}} {
		median, from, to := inMillis(one.times)
		table.Add(one.name, median, from+"–"+to)
	}
	return table
}

// graded is how a class was graded.
type graded struct {
	count int
	each  time.Duration // on the clock
	own   time.Duration // of the cases of one
}

func (g graded) cells(clauses string) []string {
	bound := g.own / time.Duration(runtime.NumCPU())
	return []string{
		clauses, strconv.Itoa(g.count), seconds(g.each), fmt.Sprintf("%.1f", float64(time.Minute)/float64(g.each)),
		seconds(g.own), seconds(bound), fmt.Sprintf("%.2f", float64(g.each)/float64(bound)),
	}
}

func gradeCopies(ctx context.Context, kit, dir string, count int, only []string, seed uint64) (graded, error) {
	class, err := copies(kit, dir, count, only, seed)
	if err != nil {
		return graded{}, err
	}
	var own atomic.Int64
	class.Hear = func(event judge.Event) { own.Add(int64(event.Took)) }
	each, err := class.Pace(ctx)
	return graded{count, each, time.Duration(own.Load()) / time.Duration(count)}, err
}

// copies makes a class of so many copies of step 3.3, in a directory below dir.
func copies(kit, dir string, count int, only []string, seed uint64) (*grade.Class, error) {
	place, err := os.MkdirTemp(dir, "class-")
	if err != nil {
		return nil, err
	}
	for i := range count {
		to := filepath.Join(place, "in", fmt.Sprintf("student-%03d", i))
		if err := os.CopyFS(to, os.DirFS(filepath.Join(kit, "chapter3", "3.3"))); err != nil {
			return nil, err
		}
	}
	submissions, _, err := grade.Find(filepath.Join(place, "in"))
	return &grade.Class{
		Kit: kit, Step: "3.3", Seed: seed, Submissions: submissions, Out: filepath.Join(place, "out"),
		Budget: 5 * time.Minute, Only: only, Tell: func(result.Submission, int, int) {},
	}, err
}
