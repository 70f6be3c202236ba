package slips

import (
	"testing"

	"github.com/stretchr/testify/require"
)

var some = []Slip{
	{ID: "a", Cases: []string{"One"}},
	{ID: "b", Cases: []string{"One", "Two"}, Blocked: []string{"five"}},
	{ID: "c", Cases: []string{"Three", "Four", "Five"}},
}

func ids(slips []Slip) (ids []string) {
	for _, slip := range slips {
		ids = append(ids, slip.ID)
	}
	return ids
}

// run is one in which these cases failed; each is all of its clause.
func run(failed ...string) Run {
	r := Run{"one": {"One": false}, "two": {"Two": false}, "three": {"Three": false}, "four": {"Four": false}, "five": {"Five": false}}
	for _, cases := range r {
		for _, name := range failed {
			if _, of := cases[name]; of {
				cases[name] = true
			}
		}
	}
	return r
}

func TestNearestNamesTheSamePatternFirst(t *testing.T) {
	require.Equal(t, []string{"a"}, ids(Nearest(some, run("One"))))
	require.Equal(t, []string{"b"}, ids(Nearest(some, run("One", "Two"))))
}

func TestNearestSaysNothingWhereNothingIsNear(t *testing.T) {
	require.Empty(t, Nearest(some, run("Two", "Three")))
	require.Empty(t, Nearest(some, run()))
}

func TestWhatWasNotLookedAtIsLeftOut(t *testing.T) {
	require.Equal(t, []string{"a", "b"}, ids(Nearest(some, Run{"one": {"One": true}})), "two was not judged")
	blocked := run("Three", "Four")
	delete(blocked, "five")
	require.Equal(t, []string{"c"}, ids(Nearest(some, blocked)))
}

func TestCaseThatWasNotAskedHereDoesNotSpeakAgainstASlip(t *testing.T) {
	slip := []Slip{{ID: "d", Cases: []string{"One", "TwoOfOurs"}}}
	asked := run("One")
	require.Equal(t, []string{"d"}, ids(Nearest(slip, asked)))
	asked["two"]["TwoOfOurs"] = false
	require.Empty(t, Nearest(slip, asked))
}

func TestEverySlipOfTheMatrixIsNearestToItself(t *testing.T) {
	known, err := Known()
	require.NoError(t, err)
	require.NotEmpty(t, known, "make mutants writes them")
	for _, slip := range known {
		r := run()
		for _, name := range slip.Cases {
			r[name] = map[string]bool{name: true}
		}
		best := Nearest(known, r)
		require.NotEmpty(t, best, slip.ID)
		require.EqualValues(t, 1, similarity(best[0], r), slip.ID)
	}
}
