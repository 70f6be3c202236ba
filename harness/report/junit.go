package report

import (
	"encoding/xml"
	"io"

	"mydocker/harness/result"
)

// https://github.com/jenkinsci/xunit-plugin, as Jenkins and GitLab read it
//
// A suite a submission. Readers tell cases by class and name, so the class has
// the submission in it. What was not graded is an error, and no failure.
var junit = Format{
	Name: "junit", For: "JUnit XML, for Jenkins, GitLab and others: a suite a submission", Ending: ".junit.xml",
	PerClass: true, showsNone: true,
	write: func(out io.Writer, s sheet) error {
		all := junitSuites{Name: "mydocker " + line(s.class.Step, longestName)}
		for _, one := range s.marked {
			suite := junitSuiteOf(one, s.most)
			all.Tests += suite.Tests
			all.Failures += suite.Failures
			all.Errors += suite.Errors
			all.Suites = append(all.Suites, suite)
		}
		if _, err := io.WriteString(out, xml.Header); err != nil {
			return err
		}
		encoder := xml.NewEncoder(out)
		encoder.Indent("", "  ")
		if err := encoder.Encode(all); err != nil {
			return err
		}
		_, err := io.WriteString(out, "\n")
		return err
	},
}

type junitSuites struct {
	XMLName  xml.Name     `xml:"testsuites"`
	Name     string       `xml:"name,attr"`
	Tests    int          `xml:"tests,attr"`
	Failures int          `xml:"failures,attr"`
	Errors   int          `xml:"errors,attr"`
	Suites   []junitSuite `xml:"testsuite"`
}

type junitSuite struct {
	Name       string          `xml:"name,attr"`
	Tests      int             `xml:"tests,attr"`
	Failures   int             `xml:"failures,attr"`
	Errors     int             `xml:"errors,attr"`
	Skipped    int             `xml:"skipped,attr"`
	Timestamp  string          `xml:"timestamp,attr"`
	Properties []junitProperty `xml:"properties>property"`
	Cases      []junitCase     `xml:"testcase"`
	Output     string          `xml:"system-out,omitempty"`
}

type junitProperty struct {
	Name  string `xml:"name,attr"`
	Value string `xml:"value,attr"`
}

type junitCase struct {
	Name    string       `xml:"name,attr"`
	Class   string       `xml:"classname,attr"`
	Skipped *string      `xml:"skipped"`
	Error   *junitDetail `xml:"error"`
	Failure *junitDetail `xml:"failure"`
}

type junitDetail struct {
	Type    string `xml:"type,attr"`
	Message string `xml:"message,attr"`
	Text    string `xml:",chardata"`
}

func junitSuiteOf(one Marked, most int) junitSuite {
	suite := junitSuite{
		Name: one.Label, Timestamp: one.Graded.UTC().Format("2006-01-02T15:04:05"), Output: one.text(most),
		Properties: []junitProperty{{"outcome", string(one.Outcome)}},
	}
	if one.Mark.None == "" {
		suite.Properties = append(suite.Properties,
			junitProperty{"points", one.Mark.Earned.String()}, junitProperty{"possible", one.Mark.Possible.String()})
	}
	for _, entry := range one.entries(most) {
		suite.add(junitCase{Name: entry.Name, Class: "mydocker." + one.Label}, entry)
	}
	return suite
}

func (s *junitSuite) add(test junitCase, entry entry) {
	detail := &junitDetail{Type: string(entry.Verdict), Message: line(entry.Text, longestName), Text: entry.Text}
	s.Tests++
	switch entry.Verdict {
	case result.Passed:
	case result.NotAsked:
		s.Skipped++
		test.Skipped = &entry.Text
	case unmarked:
		s.Errors++
		test.Error = detail
	default:
		s.Failures++
		test.Failure = detail
	}
	s.Cases = append(s.Cases, test)
}
