package slips

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
)

var some = []Slip{
	{ID: "a", Failed: []string{"one"}},
	{ID: "b", Failed: []string{"one", "two"}, Blocked: []string{"five"}},
	{ID: "c", Failed: []string{"three", "four", "five"}},
}

func ids(slips []Slip) (ids []string) {
	for _, slip := range slips {
		ids = append(ids, slip.ID)
	}
	return ids
}

var all = []string{"one", "two", "three", "four", "five"}

func TestNearestNamesTheSamePatternFirst(t *testing.T) {
	require.Equal(t, []string{"a"}, ids(Nearest(some, all, []string{"one"}, nil)))
	require.Equal(t, []string{"b"}, ids(Nearest(some, all, []string{"one", "two"}, nil)))
}

func TestNearestSaysNothingWhereNothingIsNear(t *testing.T) {
	require.Empty(t, Nearest(some, all, []string{"two", "three"}, nil))
	require.Empty(t, Nearest(some, all, nil, nil))
}

func TestWhatWasNotLookedAtIsLeftOut(t *testing.T) {
	require.Equal(t, []string{"a", "b"}, ids(Nearest(some, []string{"one"}, []string{"one"}, nil)), "two was not judged")
	require.Equal(t, []string{"c"}, ids(Nearest(some, all, []string{"three", "four"}, []string{"five"})))
}

func TestEverySlipOfTheMatrixIsNearestToItself(t *testing.T) {
	known, err := Known()
	require.NoError(t, err)
	require.NotEmpty(t, known, "make mutants writes them")
	for _, slip := range known {
		judged := slices.Concat(slip.Failed, slip.Blocked, all)
		best := Nearest(known, judged, slip.Failed, slip.Blocked)
		require.NotEmpty(t, best, slip.ID)
		require.EqualValues(t, 1, similarity(best[0], judged, slip.Failed, slip.Blocked), slip.ID)
	}
}
