package bench

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// diary is what rows did, a letter each: a lower one for a run, and an upper one
// for a check.
type diary struct{ strings.Builder }

// row is one whose nth run takes n, and whose nth check says what the nth of
// checks does, where there is one.
func (d *diary) row(name string, checks ...error) Row {
	runs := 0
	return Row{
		Name: name,
		Run: func() (time.Duration, error) {
			runs++
			d.WriteString(name)
			return time.Duration(runs), nil
		},
		Check: func() error {
			d.WriteString(strings.ToUpper(name))
			if len(checks) == 0 {
				return nil
			}
			err := checks[0]
			checks = checks[1:]
			return err
		},
	}
}

func TestEachRowRunsOnceInEachRound(t *testing.T) {
	var d diary
	results := Interleave([]Row{d.row("a"), d.row("b"), d.row("c")}, Rounds{Warm: 2, Count: 20, Seed: 1})
	written := d.String()
	require.Equal(t, "ABC", written[:3], "all are checked first")
	orders := map[string]bool{}
	for round := written[3:]; round != ""; round = round[3:] {
		require.ElementsMatch(t, []byte("abc"), []byte(round[:3]))
		orders[round[:3]] = true
	}
	require.Greater(t, len(orders), 3, "orders")
	for i, name := range []string{"a", "b", "c"} {
		require.Equal(t, name, results[i].Name)
		require.Len(t, results[i].Times, 20)
		require.Equal(t, time.Duration(3), results[i].Times[0], "what warms up does not count")
	}
}

func TestTheOrderIsOfTheSeed(t *testing.T) {
	orders := map[uint64]string{}
	for _, seed := range []uint64{1, 2, 1} {
		var d diary
		Interleave([]Row{d.row("a"), d.row("b"), d.row("c")}, Rounds{Count: 20, Seed: seed})
		if orders[seed] != "" {
			require.Equal(t, orders[seed], d.String())
		}
		orders[seed] = d.String()
	}
	require.NotEqual(t, orders[1], orders[2])
}

func TestRowThatDoesNotDoTheWorkIsNotMeasured(t *testing.T) {
	var d diary
	results := Interleave([]Row{d.row("a", errors.New("it isolates nothing")), d.row("b")}, Rounds{Count: 3})
	require.Equal(t, "ABbbb", d.String())
	require.ErrorContains(t, results[0].Why, "it isolates nothing")
	require.NoError(t, results[1].Why)
}

func TestRowThatStopsDoingItLosesItsTimes(t *testing.T) {
	var d diary
	results := Interleave([]Row{d.row("a", nil, nil, errors.New("no limits any more"))}, Rounds{Count: 6, CheckEvery: 2})
	require.Equal(t, "AaaAaaA", d.String())
	require.Empty(t, results[0].Times)
	require.ErrorContains(t, results[0].Why, "no limits any more")
}

func TestRowThatFailsDoesNotCount(t *testing.T) {
	var d diary
	row := d.row("a")
	row.Run = func() (time.Duration, error) { return 1, errors.New("exit status 1") }
	results := Interleave([]Row{row}, Rounds{Count: 3})
	require.ErrorContains(t, results[0].Why, "exit status 1")
	require.Empty(t, results[0].Times)
}
