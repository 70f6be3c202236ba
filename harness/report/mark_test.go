package report

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mydocker/harness/result"
)

// pointsBy are those of a mark's clauses.
func pointsBy(mark Mark) (earned, possible []string) {
	for _, clause := range mark.Clauses {
		earned, possible = append(earned, clause.Earned.String()), append(possible, clause.Possible.String())
	}
	return earned, possible
}

func TestPointsAreShared(t *testing.T) {
	mark := Rubric{}.Mark(graded("x", clause("a", result.Passed), clause("b", result.Passed), clause("c", result.Failed)))
	earned, possible := pointsBy(mark)
	require.Equal(t, []string{"33.34", "33.33", "33.33"}, possible, "the rest goes to the first of equals")
	require.Equal(t, []string{"33.34", "33.33", "0"}, earned)
	require.Equal(t, "66.67", mark.Earned.String())
	require.Equal(t, "100", mark.Possible.String())
}

func TestWeights(t *testing.T) {
	sound := clause("s", result.Passed)
	sound.Level, sound.Step = "sound", "3.2"
	one := graded("x", clause("a", result.Passed), clause("b", result.Failed), sound)
	rubric := Rubric{
		Points: 10 * point, Levels: weightsOf("sound", "2"), Steps: weightsOf("3.2", "1.5"), Clauses: weightsOf("b", "6"),
	}
	_, possible := pointsBy(rubric.Mark(one))
	require.Equal(t, []string{"1", "6", "3"}, possible, "a clause's own weight, or that of its level times its step's")

	rubric.BookOnly = true
	mark := rubric.Mark(one)
	require.Len(t, mark.Clauses, 2, "what is sound does not count")
	require.Equal(t, "1.43", mark.Earned.String())
}

func TestVerdictsAreWorth(t *testing.T) {
	mark := Rubric{}.Mark(eachOutcome().Submissions[0]) // passed, failed, blocked, not asked
	earned, possible := pointsBy(mark)
	require.Equal(t, []string{"33.34", "0", "0", "0"}, earned)
	require.Equal(t, []string{"33.34", "33.33", "33.33", "0"}, possible, "what was not asked is left out")
	require.Empty(t, mark.None)
}

func TestOutcomesAreWorth(t *testing.T) {
	for _, one := range eachOutcome().Submissions {
		mark := Rubric{}.Mark(one)
		switch one.Outcome {
		case result.NotBuilt, result.NotTaken:
			require.Equal(t, Mark{Possible: 100 * point}, mark)
		case result.NotGraded:
			require.NotEmpty(t, mark.None)
			require.Zero(t, mark.Possible)
		}
	}
	unasked := Rubric{}.Mark(graded("x", clause("a", result.NotAsked)))
	require.Equal(t, "no mark: nothing that counts was asked of it", unasked.None)
	require.NotEmpty(t, Rubric{}.Mark(result.Submission{Outcome: "something new"}).None)
}

func TestLate(t *testing.T) {
	week := 7
	late := &Late{Due: due, PerDay: rat("10"), AtMost: rat("25"), RefusedAfter: &week}
	day := 24 * time.Hour
	for after, says := range map[time.Duration]string{
		-time.Second: "100 of 100",
		0:            "100 of 100",
		time.Second:  "90 of 100, late, 1 day begun: 10 points deducted",
		day:          "90 of 100, late, 1 day begun: 10 points deducted",
		day + 1:      "80 of 100, late, 2 days begun: 20 points deducted",
		5 * day:      "75 of 100, late, 5 days begun: 25 points deducted",
		7 * day:      "75 of 100, late, 7 days begun: 25 points deducted",
		7*day + 1:    "0 of 100, late, 8 days begun: too late to earn points",
	} {
		one := graded("x", clause("a", result.Passed))
		one.Submitted = due.Add(after).In(time.FixedZone("", 8*3600))
		mark := Rubric{Late: late}.Mark(one)
		got := fmt.Sprintf("%s of %s", mark.Earned, mark.Possible)
		if note := mark.Deduction.String(); note != "" {
			got += ", " + note
		}
		require.Equal(t, says, got, after)
	}
	unknown := graded("x", clause("a", result.Passed))
	unknown.Submitted = time.Time{}
	require.Equal(t, 100*point, Rubric{Late: late}.Mark(unknown).Earned, "nobody knows when it was handed in")
}

// Half a hundredth is rounded up, on every machine: 0.25 off of 0.5 is 0.125.
func TestHalfIsRoundedUp(t *testing.T) {
	one := graded("x", clause("a", result.Passed))
	one.Submitted = due.Add(time.Second)
	mark := Rubric{Points: 50, Late: &Late{Due: due, PerDay: rat("75")}}.Mark(one)
	require.Equal(t, "0.13", mark.Earned.String())
	require.Equal(t, "0.37", mark.Deducted.String())
}

// However it is weighed: nobody earns more than is possible, and all adds up.
func TestPointsAddUp(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	verdicts := []result.Verdict{result.Passed, result.Failed, result.Blocked, result.NotAsked}
	for range 2000 {
		rubric := Rubric{Points: Points(1 + random.IntN(20_000)), Clauses: weightsOf()}
		one := graded("x", clause("z", result.Passed))
		for i := range random.IntN(50) {
			id := fmt.Sprint("c", i)
			one.Clauses = append(one.Clauses, clause(id, verdicts[random.IntN(len(verdicts))]))
			if random.IntN(2) == 0 {
				rubric.Clauses[id] = rat(fmt.Sprintf("%d.%03d", random.IntN(3), random.IntN(1000)))
			}
		}
		if random.IntN(2) == 0 {
			rubric.Late = &Late{Due: due, PerDay: rat(fmt.Sprint(random.IntN(40)))}
			one.Submitted = due.Add(time.Duration(random.IntN(100)) * time.Hour)
		}
		mark := rubric.Mark(one)
		earned, possible := Points(0), Points(0)
		for _, clause := range mark.Clauses {
			require.LessOrEqual(t, clause.Earned, clause.Possible)
			require.GreaterOrEqual(t, clause.Earned, Points(0))
			if clause.Verdict != result.Passed {
				require.Zero(t, clause.Earned)
			}
			earned, possible = earned+clause.Earned, possible+clause.Possible
		}
		require.Equal(t, mark.Earned, earned)
		require.Equal(t, mark.Possible, possible)
		require.Equal(t, rubric.Points, possible)
		require.Equal(t, mark, rubric.Mark(one), "the same again")
	}
}

func TestPointsAsText(t *testing.T) {
	for points, text := range map[Points]string{0: "0", 5: "0.05", 50: "0.5", 100: "1", 1000: "10", 8750: "87.5", 10000: "100", 3333: "33.33"} {
		require.Equal(t, text, points.String())
	}
}
