package bench

import (
	"fmt"
	"strconv"
)

// Target is a figure, and what it is to be at most.
type Target struct {
	What string
	// Got and Most are in Unit: "× runc", "MiB", "s".
	Got, Most float64
	Unit      string
	// Why is why there is no figure.
	Why error
}

// Verdict is met, missed, or why it is neither.
func (t Target) Verdict() string {
	switch {
	case t.Why != nil:
		return "not measured: " + t.Why.Error()
	case t.Got <= t.Most:
		return "met"
	}
	return "**missed**"
}

func (t Target) cells() []string {
	got := "–"
	if t.Why == nil {
		got = fmt.Sprintf("%.2f %s", t.Got, t.Unit)
	}
	return []string{t.What, got, "≤ " + strconv.FormatFloat(t.Most, 'f', -1, 64) + " " + t.Unit, t.Verdict()}
}

// ratio compares the medians of two rows, by name.
func ratio(results []Result, name, over string, most float64) Target {
	t := Target{What: name, Unit: "× " + over, Most: most}
	one, other := find(results, name), find(results, over)
	for _, result := range []Result{one, other} {
		if result.Why != nil {
			t.Why = fmt.Errorf("%s does not count", result.Name)
			return t
		}
	}
	t.Got = float64(one.Times.Median()) / float64(other.Times.Median())
	return t
}

func find(results []Result, name string) Result {
	for _, result := range results {
		if result.Name == name {
			if result.Why == nil && len(result.Times) == 0 {
				result.Why = fmt.Errorf("it was never measured")
			}
			return result
		}
	}
	return Result{Name: name, Why: fmt.Errorf("there is no such row")}
}
