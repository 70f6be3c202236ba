package report

import (
	"io"

	"mydocker/harness/result"
)

// https://github.com/github-education-resources/autograding-grading-reporter
//
// What a runner gives to the reporter of GitHub Classroom, which is deprecated:
// in base64, as an output of its step. That sums up scores as numbers of
// JavaScript, so they are hundredths of a point. Without max_score nothing is
// reported to the classroom: that is what its own runners say of an error.
var githubClassroom = Format{
	Name: "github-classroom", For: "GitHub Classroom (deprecated): the result of an autograding runner, in hundredths of a point",
	Ending: ".github-classroom.json", showsNone: true,
	// The reporter gets it in base64 as one variable of its environment, for
	// which Linux has 128 KiB: execve(2).
	most: 90_000,
	write: func(out io.Writer, s sheet) error {
		one := s.marked[0]
		file := githubFile{Version: 1, Status: "pass", Tests: []githubTest{}}
		if one.Mark.None == "" {
			possible := int64(one.Mark.Possible)
			file.MaxScore = &possible
		}
		for _, entry := range one.entries(s.most) {
			if entry.Verdict == result.NotAsked {
				continue
			}
			test := githubTest{Name: entry.Name, Status: passOf(entry), Message: entry.Text}
			if one.Mark.None == "" {
				earned := int64(entry.Earned)
				test.Score = &earned
			}
			if test.Status != "pass" && file.Status != "error" {
				file.Status = test.Status
			}
			file.Tests = append(file.Tests, test)
		}
		return writeJSON(out, file)
	},
}

type githubFile struct {
	Version  int          `json:"version"`
	Status   string       `json:"status"`
	MaxScore *int64       `json:"max_score,omitempty"`
	Tests    []githubTest `json:"tests"`
}

type githubTest struct {
	Name    string `json:"name"`
	Status  string `json:"status"`
	Message string `json:"message,omitempty"`
	Score   *int64 `json:"score,omitempty"`
	// Nobody knows of these, and the reporter's own runners give them.
	TestCode string `json:"test_code"`
	Filename string `json:"filename"`
	LineNo   int    `json:"line_no"`
}

// passOf is a verdict where there are pass, fail and error.
func passOf(entry entry) string {
	if entry.Verdict == unmarked {
		return "error"
	}
	return passedOr(entry, "pass", "fail")
}
