package result

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// everything is a class in which all that there is to say is said once.
func everything() Class {
	submitted := time.Date(2026, 12, 1, 11, 0, 0, 0, time.UTC)
	hash := strings.Repeat("0f", 32)
	class := Class{Schema: Schema, Step: "3.2", Kit: hash, Seed: math.MaxUint64}
	for i, outcome := range []Outcome{Graded, NotTaken, NotBuilt, NotGraded} {
		one := Submission{
			Name: "学生 " + string(outcome), SHA256: hash, Outcome: outcome, Message: "what\nis wrong: \\xff <b>", Left: []string{"notes.txt"},
			Slips: []string{"CLONE_NEWNET is missing"}, Seed: uint64(i), Tries: i + 1, Submitted: submitted, Graded: submitted.Add(time.Hour),
		}
		for _, verdict := range []Verdict{Passed, Failed, Blocked, NotAsked} {
			one.Clauses = append(one.Clauses, Clause{
				ID: "own-uts", Promise: "a hostname of its own", Step: "3.1", Level: "book", Verdict: verdict, Report: "wanted a\n\tgot b",
			})
		}
		class.Submissions = append(class.Submissions, one)
	}
	// A bare one has as little as there can be.
	class.Submissions = append(class.Submissions, Submission{Name: "bare", Outcome: NotGraded, Tries: 1})
	return class
}

func written(t *testing.T, class Class, key string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "results.json")
	private, err := SigningKey(key)
	require.NoError(t, err)
	require.NoError(t, Write(file, class, private))
	return file
}

func TestWhatIsReadIsWhatWasWritten(t *testing.T) {
	file := written(t, everything(), "")
	class, err := Read(file, "")
	require.NoError(t, err)
	require.Equal(t, everything(), class)
	require.NoFileExists(t, file+".sig")
	require.NoFileExists(t, file+".new")
}

// The seed has 64 bits, of which other readers of JSON keep 53.
func TestSeedsAreTexts(t *testing.T) {
	text, err := os.ReadFile(written(t, everything(), ""))
	require.NoError(t, err)
	require.Contains(t, string(text), `"seed": "18446744073709551615"`)
}

func TestReadIsStrict(t *testing.T) {
	good, err := json.Marshal(everything())
	require.NoError(t, err)
	for says, change := range map[string][2]string{
		`json: unknown field "points"`:                                           {`"schema":1`, `"schema":1,"points":3`},
		`it is of schema 2, and this kit reads 1`:                                {`"schema":1`, `"schema":2`},
		`there is more behind the results`:                                       {`"graded":"0001-01-01T00:00:00Z"}]}`, `"graded":"0001-01-01T00:00:00Z"}]} {}`},
		`submission "bare": there is no outcome "good"`:                          {`"name":"bare","sha256":"","outcome":"not graded"`, `"name":"bare","sha256":"","outcome":"good"`},
		`submission "bare" is there twice`:                                       {`"name":"学生 graded"`, `"name":"bare"`},
		`submission "学生 graded", clause "own-uts": there is no verdict "Passed"`: {`"verdict":"passed"`, `"verdict":"Passed"`},
		`unexpected EOF`: {`"graded":"0001-01-01T00:00:00Z"}]}`, `"graded":`},
	} {
		require.Contains(t, string(good), change[0])
		file := filepath.Join(t.TempDir(), "results.json")
		require.NoError(t, os.WriteFile(file, []byte(strings.Replace(string(good), change[0], change[1], 1)), 0o644))
		_, err := Read(file, "")
		require.EqualError(t, err, file+": "+says)
	}
	empty := filepath.Join(t.TempDir(), "results.json")
	require.NoError(t, os.WriteFile(empty, nil, 0o644))
	_, err = Read(empty, "")
	require.EqualError(t, err, empty+": it is empty")
	_, err = Read("/nowhere/results.json", "")
	require.EqualError(t, err, "read the results: open /nowhere/results.json: no such file or directory")
}

func TestWhereNothingCanBeWritten(t *testing.T) {
	err := Write("/nowhere/results.json", everything(), nil)
	require.EqualError(t, err, "write the results: open /nowhere/results.json.new: no such file or directory")
}
