package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"mydocker/harness/report"
	"mydocker/harness/result"
	"mydocker/harness/words"
)

// graded is a classroom with results of step 3.1, which nobody has signed.
func graded(t *testing.T) string {
	here := classroom(t)
	clause := result.Clause{ID: "own-uts", Promise: "a hostname of its own", Step: "3.1", Level: "book", Verdict: result.Passed}
	class := result.Class{Schema: result.Schema, Step: "3.1", Submissions: []result.Submission{
		{Name: "submission_7", Outcome: result.Graded, Clauses: []result.Clause{clause}}, {Name: "bob", Outcome: result.NotGraded},
	}}
	require.NoError(t, result.Write(filepath.Join(here, "results.json"), class, nil))
	for file, text := range map[string]string{
		"later.yaml":       "weights:\n  clause: {memory-set: 2}\n",
		"results.json.sig": "forged",
		"empty.json":       "",
		"half.json":        `{"schema":1,"step"`,
		"other.json":       `{"passed": 3}`,
		"newer.json":       `{"schema":2}`,
	} {
		require.NoError(t, os.WriteFile(filepath.Join(here, file), []byte(text), 0o644))
	}
	return here
}

func TestWhatCannotBeReportedIsOneLineAndLeavesNothing(t *testing.T) {
	here := graded(t)
	before := tree(t, here)
	for _, wrong := range []struct{ args, says string }{
		{"", "a format and results are wanted: kit report csv marks/results.json"},
		{"csv", "a format and results are wanted"},
		{"csv results.json more", "a format and results are wanted"},
		{"excel results.json", `there is no format "excel"; there are gradescope, `},
		{"--points 3 csv results.json", "flag provided but not defined: -points"},
		{"csv nowhere.json", "read the results: open HERE/nowhere.json: no such file or directory"},
		{"csv class", "read the results: read HERE/class: is a directory"},
		{"csv empty.json", "HERE/empty.json: it is empty"},
		{"csv half.json", "HERE/half.json: unexpected EOF"},
		{"csv text", "HERE/text: invalid character"},
		{"csv other.json", `HERE/other.json: json: unknown field "passed"`},
		{"csv newer.json", "HERE/newer.json: it is of schema 2, and this kit reads 1"},
		{"--key public.pem csv results.json", "HERE/results.json is not what was signed with the key of HERE/public.pem"},
		{"--key text csv results.json", "HERE/text: it is no key in PEM"},
		{"--key nowhere.pem csv results.json", "read the key: open HERE/nowhere.pem: no such file or directory"},
		{"--key public.pem csv newer.json", "read the signature: open HERE/newer.json.sig: no such file or directory"},
		{"--rubric nowhere.yaml csv results.json", "--rubric: read the rubric: open HERE/nowhere.yaml: no such file or directory"},
		{"--rubric misspelled.yaml csv results.json", "--rubric: HERE/misspelled.yaml: line 1: point: there is no such key"},
		{"--rubric later.yaml csv results.json", "--rubric later.yaml: the rubric weighs clauses that step 3.1 does not ask: memory-set"},
	} {
		err := call(words.Words{}, append([]string{"report"}, strings.Fields(wrong.args)...)...)
		require.ErrorContains(t, err, strings.ReplaceAll(wrong.says, "HERE", here), wrong.args)
		require.Regexp(t, `\Areport: [^\n]+\z`, err.Error(), wrong.args)
		require.Equal(t, 2, statusOf(err), wrong.args)
		require.Equal(t, before, tree(t, here), wrong.args)
	}
	err := call(words.Words{}, "report", "--out", "text", "csv", "results.json")
	require.EqualError(t, err, "report: mkdir "+here+"/text: not a directory")
	require.Equal(t, 1, statusOf(err))
	require.Equal(t, before, tree(t, here))
	chinese, err := words.In("zh")
	require.NoError(t, err)
	require.ErrorContains(t, call(chinese, "report", "csv"), "要给一种格式和一份结果")
}

func TestReportIsWrittenBesideTheResults(t *testing.T) {
	here := graded(t)
	for _, format := range report.Formats() {
		require.NoError(t, call(words.Words{}, "report", format.Name, "results.json"))
		files, err := filepath.Glob(filepath.Join(here, format.Name, "*"+format.Ending))
		require.NoError(t, err)
		require.NotEmpty(t, files, format.Name)
	}
	require.NoError(t, call(words.Words{}, "report", "--out", "elsewhere/deep", "csv", "results.json"))
	require.FileExists(t, filepath.Join(here, "elsewhere", "deep", "class.csv"))
}
