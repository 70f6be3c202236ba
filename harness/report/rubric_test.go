package report

import (
	"math/big"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mydocker/harness/result"
)

func rat(text string) *big.Rat {
	exact, _ := new(big.Rat).SetString(text)
	return exact
}

// weightsOf makes weights of names and numbers.
func weightsOf(pairs ...string) map[string]*big.Rat {
	weights := map[string]*big.Rat{}
	for i := 0; i < len(pairs); i += 2 {
		weights[pairs[i]] = rat(pairs[i+1])
	}
	return weights
}

func rubricFile(t *testing.T, text string) string {
	file := filepath.Join(t.TempDir(), "rubric.yaml")
	require.NoError(t, os.WriteFile(file, []byte(text), 0o644))
	return file
}

func TestReadRubric(t *testing.T) {
	rubric, err := ReadRubric(rubricFile(t, `
points: 20.5          # for all of it
level: book
weights:
  level: {book: 2, sound: 0}
  step: {3.1: 0.5, "3.2": 1}
  clause:
    own-uts: 3
late:
  due: 2026-12-01T23:59:59+08:00
  per-day: 12.5
  at-most: 50
  refused-after: 7
  handed-in: {ada: 2026-12-02T00:00:00+08:00}
seed: 18446744073709551615
`))
	require.NoError(t, err)
	days, seed := 7, uint64(18446744073709551615)
	due := rubric.Late.Due
	require.True(t, due.Equal(time.Date(2026, 12, 1, 15, 59, 59, 0, time.UTC)), due)
	require.Equal(t, time.Second, rubric.Late.HandedIn["ada"].Sub(due))
	require.Equal(t, Rubric{
		Points: 2050, BookOnly: true,
		Levels: weightsOf("book", "2", "sound", "0"), Steps: weightsOf("3.1", "0.5", "3.2", "1"), Clauses: weightsOf("own-uts", "3"),
		Late: &Late{Due: due, PerDay: rat("12.5"), AtMost: rat("50"), RefusedAfter: &days, HandedIn: rubric.Late.HandedIn},
		Seed: &seed,
	}, rubric)
}

func TestAnEmptyRubricIsTheDefault(t *testing.T) {
	for _, text := range []string{"", "# nothing yet\n", "---\n", "{}"} {
		rubric, err := ReadRubric(rubricFile(t, text))
		require.NoError(t, err, text)
		require.Equal(t, Rubric{}, rubric)
	}
}

// What is wrong is one line, with the key and the value.
func TestWrongRubrics(t *testing.T) {
	for text, says := range map[string]string{
		"point: 5":                               `line 1: point: there is no such key; there are late, level, points, seed, weights`,
		"level: book\nweights:\n  lvl: {}":       `line 3: weights.lvl: there is no such key; there are clause, level, step`,
		"points: 1\npoints: 2":                   `line 2: points: it is there twice`,
		"points: many":                           `line 1: points: "many" is no number from 0 on, such as 2 or 0.5`,
		"points: -1":                             `line 1: points: "-1" is no number from 0 on, such as 2 or 0.5`,
		"points: 0":                              `line 1: points: "0" is not more than 0 with at most two decimals`,
		"points: 1.005":                          `line 1: points: "1.005" is not more than 0 with at most two decimals`,
		"points: 1e400000000":                    `line 1: points: "1e400000000" is no number from 0 on, such as 2 or 0.5`,
		"points: [1]":                            `line 1: points: it is no single value`,
		"points: &a 1\nseed: *a":                 `line 2: seed: it is no single value`,
		"level: easy":                            `line 1: level: "easy" is no level; there are book and sound`,
		"weights: 3":                             `line 1: weights: "3" is no list of keys`,
		"- points":                               `line 1: the file: "" is no list of keys`,
		"weights: {level: {ours: 1}}":            `line 1: weights.level.ours: "ours" is no level; there are book and sound`,
		"weights: {step: {3: 1}}":                `line 1: weights.step.3: "3" is no step, such as 3.2`,
		"weights: {clause: {Own UTS: 1}}":        `line 1: weights.clause.Own UTS: "Own UTS" is no clause, such as own-uts`,
		"weights: {clause: {own-uts: x}}":        `line 1: weights.clause.own-uts: "x" is no number from 0 on, such as 2 or 0.5`,
		"weights: {clause: {a: 1, a: 1}}":        `line 1: weights.clause.a: it is there twice`,
		"late: {due: 2026-12-01T23:59:59+08:00}": `late: it has neither per-day nor refused-after, so nothing is deducted`,
		"late: {per-day: 5}":                     `late.due: it is missing, so nothing is late`,
		"late: {due: tomorrow}":                  `line 1: late.due: "tomorrow" is no time such as 2026-12-01T23:59:59+08:00 (RFC 3339)`,
		"late: {due: 2026-12-01}":                `line 1: late.due: "2026-12-01" is no time such as 2026-12-01T23:59:59+08:00 (RFC 3339)`,
		"late: {per-day: 101}":                   `line 1: late.per-day: "101" is no percentage from 0 to 100`,
		"late: {refused-after: 1.5}":             `line 1: late.refused-after: "1.5" is no number of days`,
		"late: {handed-in: {ada: noon}}":         `line 1: late.handed-in.ada: "noon" is no time such as 2026-12-01T23:59:59+08:00 (RFC 3339)`,
		"seed: 18446744073709551616":             `line 1: seed: "18446744073709551616" is no seed: a whole number of at most 64 bits`,
		"points: 1\n---\npoints: 2":              `it is more than one document`,
		"points: [":                              `yaml: line 1: did not find expected node content`,
	} {
		file := rubricFile(t, text)
		_, err := ReadRubric(file)
		require.EqualError(t, err, file+": "+says, text)
	}
	_, err := ReadRubric("/nowhere/rubric.yaml")
	require.EqualError(t, err, "read the rubric: open /nowhere/rubric.yaml: no such file or directory")
}

func TestARubricFitsAClass(t *testing.T) {
	class := eachOutcome()
	require.NoError(t, Rubric{}.Fits(class))
	require.NoError(t, Rubric{Clauses: weightsOf("a", "2"), Steps: weightsOf("3.1", "2")}.Fits(class))
	require.EqualError(t, Rubric{Clauses: weightsOf("z", "1", "own-utz", "1")}.Fits(class),
		"the rubric weighs clauses that step 3.1 does not ask: own-utz, z")
	require.EqualError(t, Rubric{Steps: weightsOf("3.3", "1")}.Fits(class),
		"the rubric weighs steps that are not in step 3.1: 3.3")
	require.EqualError(t, Rubric{Levels: weightsOf("book", "0")}.Fits(class), "by the rubric no clause of step 3.1 weighs anything")
	require.NoError(t, Rubric{Clauses: weightsOf("z", "1")}.Fits(classOf(result.Submission{Outcome: result.NotGraded})),
		"nobody knows what was asked")
}
