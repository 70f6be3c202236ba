package report

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// Platforms that add up tests come to the same as those that read the score.
func TestScoresAddUp(t *testing.T) {
	class := strangers()
	rubric := Rubric{Points: 1750, Late: &Late{Due: due.Add(-48 * time.Hour), PerDay: rat("7")}}
	for _, file := range write(t, gradescope, class, rubric).Files {
		var got struct {
			Score float64
			Tests []struct{ Score float64 }
		}
		require.NoError(t, json.Unmarshal([]byte(read(t, file)), &got))
		sum := 0.0
		for _, test := range got.Tests {
			sum += test.Score
		}
		require.InDelta(t, got.Score, sum, 1e-9)
	}
	for _, file := range write(t, classroom50, class, rubric).Files {
		var got classroom50File
		require.NoError(t, json.Unmarshal([]byte(read(t, file)), &got))
		sum, most := int64(0), int64(0)
		for _, test := range got.Tests {
			require.LessOrEqual(t, test.Score, test.MaxScore)
			sum, most = sum+test.Score, most+test.MaxScore
		}
		require.Equal(t, []int64{got.Score, got.MaxScore}, []int64{sum, most})
		require.Equal(t, int64(1750), most)
	}
	for _, file := range write(t, githubClassroom, class, rubric).Files {
		var got githubFile
		require.NoError(t, json.Unmarshal([]byte(read(t, file)), &got))
		if got.MaxScore == nil {
			require.Equal(t, "error", got.Status)
			continue
		}
		sum := int64(0)
		for _, test := range got.Tests {
			sum += *test.Score
		}
		require.LessOrEqual(t, sum, *got.MaxScore)
	}
}

func TestGradescopeSaysWhatItMeans(t *testing.T) {
	require.JSONEq(t, `{
		"score": 33.34, "output_format": "text", "test_output_format": "text", "test_name_format": "text",
		"output": "this looks like, the likeliest first:\n- CLONE_NEWNET is missing\nnot taken of it, files: 1\n- notes.txt",
		"extra_data": {
			"kit": "cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd",
			"sha256": "abababababababababababababababababababababababababababababababab"
		},
		"tests": [
			{"score": 33.34, "max_score": 33.34, "status": "passed", "name": "a: the promise of a", "tags": ["3.1", "book"]},
			{"score": 0, "max_score": 33.33, "status": "failed", "name": "b: the promise of b", "output": "wanted a, got b", "tags": ["3.1", "book"]},
			{"score": 0, "max_score": 33.33, "status": "failed", "name": "c: the promise of c", "tags": ["3.1", "book"],
				"output": "blocked: it cannot be seen before what this one rests on is mended"}
		]
	}`, fileOf(t, gradescope, eachOutcome(), "all-verdicts"))
}

// A seed of hidden variants is for nobody who is marked by them.
func TestNoFileHasTheSeed(t *testing.T) {
	class, seed := eachOutcome(), uint64(987654321)
	class.Seed, class.Submissions[0].Seed = seed, seed
	for _, format := range texts() {
		for _, file := range write(t, format, class, Rubric{Seed: &seed}).Files {
			require.NotContains(t, read(t, file), "987654321", format.Name)
		}
	}
}

func TestALatePassSaysWhyItIsWorthLess(t *testing.T) {
	class := eachOutcome()
	class.Submissions = class.Submissions[4:]
	class.Submissions[0].Submitted = due.Add(time.Second)
	report := Report{Class: class, Rubric: Rubric{Late: &Late{Due: due, PerDay: rat("50")}}}
	written, err := report.Write(classroom50, t.TempDir())
	require.NoError(t, err)
	var got classroom50File
	require.NoError(t, json.Unmarshal([]byte(read(t, written.Files[0])), &got))
	require.Equal(t, classroom50Test{
		Name: "a: the promise of a", Passed: true, Score: 1250, MaxScore: 2500, Output: "late, 1 day begun: 50 points deducted",
	}, got.Tests[0])
}

func TestClassroom50IsToldWhoItIs(t *testing.T) {
	class := eachOutcome()
	env := map[string]string{
		"CLASSROOM": "cs", "ASSIGNMENT": "docker", "ASSIGNMENT_TYPE": "group", "OWNER": "alice",
		"SUBMISSION_TAG": "submit/2026-12-01T11-00-00Z-abc", "COMMIT_URL": "https://h/c", "RELEASE_URL": "https://h/r",
	}
	report := Report{Class: class, Env: func(name string) string { return env[name] }}
	_, err := report.Write(classroom50, t.TempDir())
	require.EqualError(t, err, "classroom50: SUBMISSION_TAG=submit/2026-12-01T11-00-00Z-abc says whose result it is, and there are results of 5 submissions")

	report.Class.Submissions = class.Submissions[:1]
	written, err := report.Write(classroom50, t.TempDir())
	require.NoError(t, err)
	var got classroom50File
	require.NoError(t, json.Unmarshal([]byte(read(t, written.Files[0])), &got))
	got.Tests = nil
	require.Equal(t, classroom50File{
		Schema: "classroom50/result/v1", Classroom: "cs", Assignment: "docker", AssignmentType: "group", Owner: "alice",
		Submission: "submit/2026-12-01T11-00-00Z-abc", Commit: "https://h/c", Release: "https://h/r", Review: "https://h/c",
		Datetime: "2026-12-01T11:00:00Z", GradedAt: "2026-12-01T13:00:00Z", Score: 3334, MaxScore: 10000,
	}, got)

	delete(env, "SUBMISSION_TAG")
	_, err = report.Write(classroom50, t.TempDir())
	require.EqualError(t, err, "classroom50: COMMIT_URL or OWNER is set and SUBMISSION_TAG is not: whose result is it?")
}
