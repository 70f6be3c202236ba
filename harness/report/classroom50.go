package report

import (
	"errors"
	"fmt"
	"io"
	"time"

	"mydocker/harness/result"
)

// https://github.com/foundation50/classroom50/wiki/Advanced-Autograding
//
// Scores are whole numbers there: they are hundredths of a point, 8750 of 10000.
// Who it is comes from the environment of its runner, which accepts no other;
// without one there are stand-ins. A submission without a mark gets no file: its
// runner then says that the autograder failed.
var classroom50 = Format{
	Name: "classroom50", For: "Classroom 50: result.json of an autograder, in hundredths of a point", Ending: ".classroom50.json",
	most: 10 << 20, // what its collector reads of one
	write: func(out io.Writer, s sheet) error {
		file, err := identity(s)
		if err != nil {
			return err
		}
		one := s.marked[0]
		file.Score, file.MaxScore = int64(one.Mark.Earned), int64(one.Mark.Possible)
		file.Tests = []classroom50Test{}
		for _, entry := range one.entries(s.most) {
			if entry.Verdict == result.NotAsked {
				continue
			}
			file.Tests = append(file.Tests, classroom50Test{
				Name: entry.Name, Passed: entry.Verdict == result.Passed,
				Score: int64(entry.Earned), MaxScore: int64(entry.Possible), Output: entry.Text,
			})
		}
		return writeJSON(out, file)
	},
}

type classroom50File struct {
	Schema         string            `json:"schema"`
	Classroom      string            `json:"classroom"`
	Assignment     string            `json:"assignment"`
	AssignmentType string            `json:"assignment_type"`
	Owner          string            `json:"owner"`
	Submission     string            `json:"submission"`
	Commit         string            `json:"commit"`
	Release        string            `json:"release"`
	Review         string            `json:"review"`
	Datetime       string            `json:"datetime"`
	GradedAt       string            `json:"graded_at"`
	Score          int64             `json:"score"`
	MaxScore       int64             `json:"max-score"`
	Tests          []classroom50Test `json:"tests"`
}

type classroom50Test struct {
	Name     string `json:"test-name"`
	Passed   bool   `json:"passed"`
	Score    int64  `json:"score"`
	MaxScore int64  `json:"max-score"`
	Output   string `json:"output,omitempty"`
}

// identity says whose result it is. An environment speaks of one submission: if
// there are more, it would make all of them that one's.
func identity(s sheet) (classroom50File, error) {
	if tag := s.env("SUBMISSION_TAG"); tag != "" && len(s.class.Submissions) > 1 {
		return classroom50File{}, fmt.Errorf("SUBMISSION_TAG=%.60s says whose result it is, and there are results of %d submissions", tag, len(s.class.Submissions))
	} else if tag == "" && (s.env("COMMIT_URL") != "" || s.env("OWNER") != "") {
		return classroom50File{}, errors.New("COMMIT_URL or OWNER is set and SUBMISSION_TAG is not: whose result is it?")
	}
	one, or := s.marked[0], func(name, otherwise string) string {
		if said := s.env(name); said != "" {
			return said
		}
		return otherwise
	}
	submitted := one.Submitted
	if submitted.IsZero() {
		submitted = one.Graded
	}
	when := submitted.UTC()
	commit := or("COMMIT_URL", "sha256:"+one.SHA256)
	return classroom50File{
		Schema:    "classroom50/result/v1",
		Classroom: or("CLASSROOM", "mydocker"), Assignment: or("ASSIGNMENT", "step-"+s.class.Step),
		AssignmentType: or("ASSIGNMENT_TYPE", "individual"), Owner: or("OWNER", one.Label),
		Submission: or("SUBMISSION_TAG", fmt.Sprintf("submit/%s-%.7s", when.Format("2006-01-02T15-04-05Z"), one.SHA256+"0000000")),
		Commit:     commit, Release: or("RELEASE_URL", commit), Review: or("REVIEW_URL", commit),
		Datetime: when.Format(time.RFC3339), GradedAt: one.Graded.UTC().Format(time.RFC3339),
	}, nil
}
