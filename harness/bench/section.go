package bench

import (
	"fmt"
	"strings"
	"time"
)

// Section is what a page says of one kind of measurement.
type Section struct {
	Title string
	// Text says what was done, and Notes what there is to say of the figures.
	Text, Notes string
	Tables      []Table
	Targets     []Target
}

// Markdown writes the section.
func (s Section) Markdown() string {
	parts := []string{"## " + s.Title, s.Text}
	for _, table := range s.Tables {
		parts = append(parts, strings.TrimSuffix(table.Markdown(), "\n"))
	}
	if len(s.Targets) > 0 {
		table := Table{Head: []string{"figure", "measured", "target", ""}}
		for _, target := range s.Targets {
			table.Add(target.cells()...)
		}
		parts = append(parts, strings.TrimSuffix(table.Markdown(), "\n"))
	}
	if s.Notes != "" {
		parts = append(parts, s.Notes)
	}
	return strings.Join(parts, "\n\n") + "\n"
}

// tableOf shows the times of results in a unit, and each as a ratio to one of
// them.
func tableOf(results []Result, over, unit string, in func(Times) (median, from, to string)) Table {
	table := Table{Head: []string{"", unit, "middle half", "× " + over}}
	base := find(results, over)
	for _, result := range results {
		if result.Why != nil {
			table.Add(result.Name, "–", "does not count: "+result.Why.Error(), "–")
			continue
		}
		median, from, to := in(result.Times)
		table.Add(result.Name, median, from+"–"+to, ratioText(result, base))
	}
	return table
}

func ratioText(result, base Result) string {
	if base.Why != nil {
		return "–"
	}
	return fmt.Sprintf("%.2f", float64(result.Times.Median())/float64(base.Times.Median()))
}

// inMillis and inSeconds are for tableOf.
func inMillis(t Times) (median, from, to string)  { return written(t, millis) }
func inSeconds(t Times) (median, from, to string) { return written(t, seconds) }

func written(t Times, write func(time.Duration) string) (median, from, to string) {
	low, high := t.Spread()
	return write(t.Median()), write(low), write(high)
}
