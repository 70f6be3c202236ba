package grade

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mydocker/harness/host"
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
				class, err := newClass(dir, b.TempDir())
				require.NoError(b, err)
				class.Only = killedAsked
				each, err := class.Pace(context.Background())
				require.NoError(b, err)
				b.ReportMetric(float64(time.Minute)/float64(each), "submissions/min")
				if first == 0 {
					first = each
				}
				b.ReportMetric(float64(each)/float64(first), "of-the-first's-time-each")
			}
		})
	}
}
