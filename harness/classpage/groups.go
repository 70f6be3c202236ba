package classpage

import (
	"slices"
	"strings"

	"mydocker/harness/result"
)

// group is submissions that failed in the same clauses, in a way that is like
// no slip that is known: perhaps the next one.
type group struct {
	Failed   []string
	Students []string
}

// groups returns them, the largest first.
func groups(class result.Class) (all []group) {
	at := map[string]int{}
	for _, one := range class.Submissions {
		var failed []string
		for _, clause := range one.Clauses {
			if clause.Verdict == result.Failed {
				failed = append(failed, clause.ID)
			}
		}
		if one.Outcome != result.Graded || len(failed) == 0 || len(one.Slips) > 0 {
			continue
		}
		key := strings.Join(failed, " ")
		if _, known := at[key]; !known {
			at[key] = len(all)
			all = append(all, group{Failed: failed})
		}
		all[at[key]].Students = append(all[at[key]].Students, one.Name)
	}
	slices.SortStableFunc(all, func(a, b group) int { return len(b.Students) - len(a.Students) })
	return all
}
