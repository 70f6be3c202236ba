package grade

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mydocker/harness/host"
	"mydocker/harness/result"
)

// BenchmarkClass grades classes of more and more submissions: what each costs
// is to be the same. Its ratio is of one run, so that it says something on a
// machine with other work too.
//
//	go test -run '^$' -bench Class -benchtime 1x -timeout 2h ./harness/grade
func BenchmarkClass(b *testing.B) {
	host.Needs(b, host.ForSuites()...)
	var first time.Duration
	for _, count := range []int{10, 100} {
		b.Run(fmt.Sprintf("submissions=%d", count), func(b *testing.B) {
			dir := b.TempDir()
			for i := range count {
				copyReference(b, filepath.Join(dir, fmt.Sprintf("student-%03d", i)))
			}
			for range b.N {
				each := timeOfOne(b, dir)
				b.ReportMetric(float64(time.Minute)/float64(each), "submissions/min")
				if first == 0 {
					first = each
				}
				b.ReportMetric(float64(each)/float64(first), "of-the-first's-time-each")
			}
		})
	}
}

// timeOfOne is how long a submission of a class takes. It is counted from when as
// many are graded as are at once: what is prepared for all of them is not counted,
// and those end together.
func timeOfOne(b *testing.B, dir string) time.Duration {
	class, err := newClass(dir, b.TempDir())
	require.NoError(b, err)
	var ended []time.Time
	class.Only = killedAsked
	class.Again = func(s Submission, err error) { b.Errorf("%s: the kit could not do its work: %v", s.Name, err) }
	class.Tell = func(result.Submission, int, int) { ended = append(ended, time.Now()) }
	_, err = class.Run(context.Background())
	require.NoError(b, err)
	first := class.workers() - 1
	return ended[len(ended)-1].Sub(ended[first]) / time.Duration(len(ended)-1-first)
}
