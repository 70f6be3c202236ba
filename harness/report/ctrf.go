package report

import (
	"io"
	"time"

	"mydocker/harness/result"
)

// https://ctrf.io/docs/specification/overview
//
// One report for the class, in which each submission is a suite. What was not
// graded is neither passed nor failed: other.
var ctrf = Format{
	Name: "ctrf", For: "CTRF, the common test report format: the class as one report", Ending: ".ctrf.json",
	PerClass: true, showsNone: true,
	write: func(out io.Writer, s sheet) error {
		results := ctrfResults{Tool: ctrfTool{"mydocker kit"}, Tests: []ctrfTest{}}
		results.Summary.Start, results.Summary.Stop = span(s.marked)
		results.Summary.Suites = len(s.marked)
		for _, one := range s.marked {
			for _, entry := range one.entries(s.most) {
				results.add(ctrfTest{
					Name: entry.Name, Status: ctrfStatus(entry.Verdict), RawStatus: string(entry.Verdict),
					Suite: []string{one.Label}, Message: entry.Text, Tags: tags(entry),
					Extra: map[string]Points{"points": entry.Earned, "possible": entry.Possible},
				})
			}
		}
		return writeJSON(out, ctrfFile{Format: "CTRF", Spec: "0.0.0", GeneratedBy: "mydocker kit", Results: results})
	},
}

type ctrfFile struct {
	Format      string      `json:"reportFormat"`
	Spec        string      `json:"specVersion"`
	GeneratedBy string      `json:"generatedBy"`
	Results     ctrfResults `json:"results"`
}

type ctrfResults struct {
	Tool    ctrfTool    `json:"tool"`
	Summary ctrfSummary `json:"summary"`
	Tests   []ctrfTest  `json:"tests"`
}

type ctrfTool struct {
	Name string `json:"name"`
}

type ctrfSummary struct {
	Tests   int   `json:"tests"`
	Passed  int   `json:"passed"`
	Failed  int   `json:"failed"`
	Skipped int   `json:"skipped"`
	Pending int   `json:"pending"`
	Other   int   `json:"other"`
	Suites  int   `json:"suites"`
	Start   int64 `json:"start"`
	Stop    int64 `json:"stop"`
}

type ctrfTest struct {
	Name   string `json:"name"`
	Status string `json:"status"`
	// Duration is one that it has to have, and nobody knows.
	Duration  int               `json:"duration"`
	RawStatus string            `json:"rawStatus"`
	Suite     []string          `json:"suite"`
	Message   string            `json:"message,omitempty"`
	Tags      []string          `json:"tags,omitempty"`
	Extra     map[string]Points `json:"extra,omitempty"`
}

func ctrfStatus(verdict result.Verdict) string {
	switch verdict {
	case result.Passed:
		return "passed"
	case result.Failed, result.Blocked:
		return "failed"
	case result.NotAsked:
		return "skipped"
	}
	return "other"
}

func (r *ctrfResults) add(test ctrfTest) {
	if test.Status == "other" {
		test.Extra = nil
	}
	r.Tests = append(r.Tests, test)
	r.Summary.Tests++
	counts := map[string]*int{"passed": &r.Summary.Passed, "failed": &r.Summary.Failed, "skipped": &r.Summary.Skipped, "other": &r.Summary.Other}
	*counts[test.Status]++
}

// span is from when to when was graded, in milliseconds since 1970.
func span(marked []Marked) (start, stop int64) {
	var first, last time.Time
	for _, one := range marked {
		if first.IsZero() || one.Graded.Before(first) {
			first = one.Graded
		}
		if one.Graded.After(last) {
			last = one.Graded
		}
	}
	return max(0, first.UnixMilli()), max(0, last.UnixMilli())
}
