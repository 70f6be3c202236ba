package slips

import (
	"testing"

	"github.com/stretchr/testify/require"
)

var some = []Slip{
	{ID: "a", Clause: "one", Cases: []string{"One"}},
	{ID: "b", Clause: "one", Cases: []string{"One", "Two"}, Blocked: []string{"five"}},
	{ID: "c", Clause: "three", Cases: []string{"Three", "Four", "Five"}},
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
	slip := []Slip{{ID: "d", Clause: "one", Cases: []string{"One", "TwoOfOurs"}}}
	asked := run("One")
	require.Equal(t, []string{"d"}, ids(Nearest(slip, asked)))
	asked["two"]["TwoOfOurs"] = false
	require.Empty(t, Nearest(slip, asked))
}

func TestSlipsThatBreakTheSameClausesAreToldApartByTheirCases(t *testing.T) {
	known := []Slip{
		{ID: "most", Clause: "one", Cases: []string{"One", "Two", "Three"}},
		{ID: "all", Clause: "one", Cases: []string{"One", "Two", "Three", "Four"}},
		{ID: "another", Clause: "one", Cases: []string{"Four"}},
	}
	cases := map[string]bool{"One": true, "Two": true, "Three": true, "Four": true}
	require.Equal(t, []string{"all", "most", "another"}, ids(Nearest(known, Run{"one": cases})))
	cases["Four"] = false
	require.Equal(t, []string{"most", "all", "another"}, ids(Nearest(known, Run{"one": cases})))
}

// Under a limit of 100 KiB a command lives or is killed, as it happens: of what
// fails besides the slip's own clause, not all fails each time.
func TestTheSlipsOwnClauseTellsMoreThanWhatFailsBesides(t *testing.T) {
	known := []Slip{
		{ID: "by-chance", Clause: "one", Cases: []string{"One", "Two", "Three"}},
		{ID: "otherwise", Clause: "two", Cases: []string{"Two", "TwoOfMore", "One", "Three", "Four"}},
	}
	ended := run("One", "Two", "Three", "Four")
	ended["two"]["TwoOfMore"] = false
	require.Equal(t, []string{"by-chance", "otherwise"}, ids(Nearest(known, ended)))
}

func TestOfWhatIsAsLikeTheOneOfWhichMoreWasSeenIsFirst(t *testing.T) {
	known := []Slip{
		{ID: "half seen", Clause: "one", Cases: []string{"One"}, Blocked: []string{"two"}},
		{ID: "seen", Clause: "one", Cases: []string{"One", "Two"}},
	}
	require.Equal(t, []string{"seen", "half seen"}, ids(Nearest(known, run("One", "Two"))))
}

func TestSlipWhosePromiseIsKeptIsNotNamed(t *testing.T) {
	slip := []Slip{{ID: "e", Clause: "one", Cases: []string{"One", "Two", "Three", "Four"}}}
	require.Equal(t, []string{"e"}, ids(Nearest(slip, run("One", "Two", "Three"))))
	require.Empty(t, Nearest(slip, run("Two", "Three", "Four")))
}

func TestSlipOfALaterStepIsNotNamed(t *testing.T) {
	known := []Slip{
		{ID: "first", Step: "3.1", Clause: "one", Cases: []string{"One"}},
		{ID: "later", Step: "3.2", Clause: "one", Cases: []string{"One"}},
		{ID: "of two", Step: "3.2", Clause: "two", Cases: []string{"Two"}},
	}
	require.Equal(t, []string{"first"}, ids(Nearest(known, Run{"one": {"One": true}})))
	require.Equal(t, []string{"later", "first"}, ids(Nearest(known, run("One"))), "two is asked of step 3.2")
}
