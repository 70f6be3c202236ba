package host

import (
	"fmt"
	"strconv"
	"strings"
)

// whyTooFew explains why this process may run on allowed cores, and not on
// wanted. Online is the kernel's list of those that there are: "0-3,6".
func whyTooFew(wanted, allowed int, online string) *Cause {
	if allowed >= wanted {
		return nil
	}
	there := countCores(online)
	if there < wanted {
		return &Cause{ID: "few-cores", Values: map[string]any{"There": max(there, allowed)}}
	}
	return &Cause{"cores-held-back", map[string]any{"There": there, "Allowed": allowed}, fmt.Sprintf("taskset -p -c %s $$", online)}
}

// countCores counts a list such as "0-3,6": cpuset(7), list format.
func countCores(list string) (count int) {
	for _, part := range strings.Split(list, ",") {
		first, last, isRange := strings.Cut(part, "-")
		from, err := strconv.Atoi(first)
		if err != nil {
			continue
		}
		to := from
		if isRange {
			to, _ = strconv.Atoi(last)
		}
		count += to - from + 1
	}
	return count
}
