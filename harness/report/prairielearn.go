package report

import (
	"io"

	"mydocker/harness/result"
)

// https://prairielearn.readthedocs.io/en/latest/externalGrading/
//
// A submission without a mark is not gradable: it costs no attempt and no
// points. What could not be built is: it has 0.
var prairieLearn = Format{
	Name: "prairielearn", For: "PrairieLearn: results/results.json of an external grader", Ending: ".prairielearn.json",
	showsNone: true,
	most:      1_000_000, // 1 MB, it says
	write: func(out io.Writer, s sheet) error {
		one := s.marked[0]
		if one.Mark.None != "" {
			return writeJSON(out, prairieFile{FormatErrors: []string{one.text(s.most)}})
		}
		score := float64(one.Mark.Earned) / float64(one.Mark.Possible)
		file := prairieFile{Gradable: true, Score: &score, Message: one.text(s.most)}
		for _, entry := range one.entries(s.most) {
			if entry.Verdict == result.NotAsked {
				continue
			}
			file.Tests = append(file.Tests, prairieTest{
				Name: entry.Name, Points: entry.Earned, MaxPoints: entry.Possible,
				Message: string(entry.Verdict), Output: entry.Text,
			})
		}
		return writeJSON(out, file)
	},
}

type prairieFile struct {
	Gradable     bool          `json:"gradable"`
	Score        *float64      `json:"score,omitempty"`
	Message      string        `json:"message,omitempty"`
	FormatErrors []string      `json:"format_errors,omitempty"`
	Tests        []prairieTest `json:"tests,omitempty"`
}

type prairieTest struct {
	Name      string `json:"name"`
	Points    Points `json:"points"`
	MaxPoints Points `json:"max_points"`
	Message   string `json:"message"`
	Output    string `json:"output,omitempty"`
}
