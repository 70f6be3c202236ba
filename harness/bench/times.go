package bench

import (
	"fmt"
	"slices"
	"time"
)

// Times are durations of the same work.
type Times []time.Duration

// Median is the middle one, or the mean of the middle two; 0 of none.
func (t Times) Median() time.Duration { return t.quantile(0.5) }

// Spread is from where to where the middle half lies: the quartiles.
func (t Times) Spread() (from, to time.Duration) { return t.quantile(0.25), t.quantile(0.75) }

// quantile is the time below which share of all lie, between two of them in
// proportion: type 7 of Hyndman and Fan, "Sample Quantiles", 1996.
func (t Times) quantile(share float64) time.Duration {
	if len(t) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(t))
	at := share * float64(len(sorted)-1)
	below := int(at)
	above := min(below+1, len(sorted)-1)
	return sorted[below] + time.Duration((at-float64(below))*float64(sorted[above]-sorted[below]))
}

// millis writes a duration in milliseconds.
func millis(d time.Duration) string { return fmt.Sprintf("%.1f", float64(d)/float64(time.Millisecond)) }

// seconds writes a duration in seconds.
func seconds(d time.Duration) string { return fmt.Sprintf("%.2f", d.Seconds()) }
