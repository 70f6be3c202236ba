package lesson

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"mydocker/harness/conformance"
	"mydocker/harness/slips"
	"mydocker/harness/stages"
)

// asRun is a run of the suites in which what a slip was seen to break is broken.
func asRun(t *testing.T, slip slips.Slip) Run {
	upTo, err := stages.UpTo(slip.Step)
	require.NoError(t, err)
	r := Run{Outputs: map[string]string{}}
	for _, clause := range conformance.Catalogue() {
		for _, name := range clause.Cases {
			verdict := conformance.Passed
			switch {
			case !slices.Contains(upTo, clause.Step):
				verdict = conformance.NotAsked
			case slices.Contains(slip.Blocked, clause.ID):
				verdict = conformance.Blocked
			case slices.Contains(slip.Cases, "Test"+name):
				verdict = conformance.Failed
			}
			r.Results = append(r.Results, conformance.CaseResult{Clause: clause.ID, Case: "Test" + name, Verdict: verdict})
		}
	}
	return r
}

// likeSlip is a run that broke what the slip of that name breaks.
func likeSlip(t *testing.T, id string) Run {
	known, err := slips.Known()
	require.NoError(t, err)
	at := slices.IndexFunc(known, func(slip slips.Slip) bool { return slip.ID == id })
	require.GreaterOrEqual(t, at, 0, "there is no such slip: %s", id)
	return asRun(t, known[at])
}

// breaksAs reports whether a slip was seen to break just the cases that failed
// in a run, of those of which both have seen the end.
func breaksAs(slip slips.Slip, run conformance.Results) bool {
	return !slices.ContainsFunc(run, func(result conformance.CaseResult) bool {
		judged := (result.Verdict == conformance.Passed || result.Verdict == conformance.Failed) && !slices.Contains(slip.Blocked, result.Clause)
		return judged && slices.Contains(slip.Cases, result.Case) != (result.Verdict == conformance.Failed)
	})
}

// Of the rows of the matrix some are the same. Which of these slips was made
// cannot be told from what fails, and three are named at most.
func TestSlipIsNamedForARunLikeItsRow(t *testing.T) {
	const mostNamed = 3
	known, err := slips.Known()
	require.NoError(t, err)
	first, named := 0, 0
	for _, slip := range known {
		run := asRun(t, slip).Results
		nearest, err := run.Nearest()
		require.NoError(t, err)
		require.NotEmpty(t, nearest, slip.ID)
		require.True(t, breaksAs(nearest[0], run), "%s is the first named for %s, and breaks something else", nearest[0].ID, slip.ID)
		alike := 0
		for _, other := range known {
			if slices.Equal(other.Cases, slip.Cases) && slices.Equal(other.Blocked, slip.Blocked) {
				alike++
			}
		}
		isNamed := slices.Contains(idsOf(nearest), slip.ID)
		require.True(t, isNamed || alike > mostNamed, "%s is not named, but %v", slip.ID, idsOf(nearest))
		if isNamed {
			named++
		}
		if nearest[0].ID == slip.ID {
			first++
		}
	}
	t.Logf("of %d slips %d are named for a run like their row, and %d are the first named", len(known), named, first)
}
