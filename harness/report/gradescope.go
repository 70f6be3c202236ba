package report

import (
	"io"

	"mydocker/harness/result"
)

// https://gradescope-autograders.readthedocs.io/en/latest/specs/
//
// A submission without a mark gets no file: Gradescope then says that the
// autograder failed, and gives no score.
var gradescope = Format{
	Name: "gradescope", For: "Gradescope: results/results.json of an autograder", Ending: ".gradescope.json",
	write: func(out io.Writer, s sheet) error { return writeJSON(out, s.gradescope(s.marked[0])) },
}

// gradescope is what Gradescope is told of a submission that has a mark.
func (s sheet) gradescope(one Marked) gradescopeFile {
	file := gradescopeFile{
		Score: one.Mark.Earned, Output: one.text(s.most),
		OutputFormat: "text", TestOutputFormat: "text", TestNameFormat: "text",
		ExtraData: map[string]string{"kit": s.class.Kit, "sha256": one.SHA256},
		Tests:     []gradescopeTest{},
	}
	for _, entry := range one.entries(s.most) {
		if entry.Verdict == result.NotAsked {
			continue
		}
		file.Tests = append(file.Tests, gradescopeTest{
			Score: entry.Earned, MaxScore: entry.Possible, Status: passedOr(entry, "passed", "failed"),
			Name: entry.Name, Output: entry.Text, Tags: tags(entry),
		})
	}
	return file
}

type gradescopeFile struct {
	Score            Points            `json:"score"`
	Output           string            `json:"output,omitempty"`
	OutputFormat     string            `json:"output_format"`
	TestOutputFormat string            `json:"test_output_format"`
	TestNameFormat   string            `json:"test_name_format"`
	ExtraData        map[string]string `json:"extra_data"`
	Tests            []gradescopeTest  `json:"tests"`
}

type gradescopeTest struct {
	Score    Points   `json:"score"`
	MaxScore Points   `json:"max_score"`
	Status   string   `json:"status"`
	Name     string   `json:"name"`
	Output   string   `json:"output,omitempty"`
	Tags     []string `json:"tags,omitempty"`
}

// passedOr is what a format calls a verdict if there are but two.
func passedOr(entry entry, passed, failed string) string {
	if entry.Verdict == result.Passed {
		return passed
	}
	return failed
}

func tags(entry entry) (all []string) {
	for _, tag := range []string{entry.Step, entry.Level} {
		if tag != "" {
			all = append(all, tag)
		}
	}
	return all
}
