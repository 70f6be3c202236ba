package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"mydocker/harness/grade"
	"mydocker/harness/result"
	"mydocker/harness/terminal"
	"mydocker/harness/words"
)

// gradeReporter says a line of each submission.
type gradeReporter struct {
	say   words.Words
	style terminal.Style
	began time.Time
	here  int // graded by this run
}

func (r *gradeReporter) tell(one result.Submission, done, all int) {
	r.here++
	left := time.Since(r.began) / time.Duration(r.here) * time.Duration(all-done)
	what := ""
	first := firstOf(r.say.Printed("rejection", one.Message))
	switch one.Outcome {
	case result.Graded:
		kept, asked := keptOf(one)
		what = r.say.Say("grade.kept", words.Values{"Kept": kept, "Asked": asked})
	case result.NotTaken:
		what = r.say.Say("grade.not-taken", words.Values{"Why": first})
	case result.NotBuilt:
		what = r.say.Say("grade.not-built", words.Values{"Why": first})
	case result.NotGraded:
		what = r.say.Say("grade.unable", words.Values{"Why": first})
	}
	fmt.Fprintln(stdout, r.say.Say("grade.line", words.Values{
		"Done": done, "All": all, "Left": left.Round(time.Second), "Name": terminal.Printable(one.Name), "What": what,
	}))
}

func (r *gradeReporter) again(submission grade.Submission, err error) {
	first, _, _ := strings.Cut(err.Error(), "\n")
	fmt.Fprintln(stdout, r.say.Say("grade.again", words.Values{"Name": terminal.Printable(submission.Name), "Error": terminal.Printable(first)}))
}

// firstOf is the first line of a message that says something: go begins with the
// package's name, behind "# ".
func firstOf(message string) string {
	for _, line := range strings.Split(message, "\n") {
		if !strings.HasPrefix(line, "# ") {
			return line
		}
	}
	return message
}

func keptOf(one result.Submission) (kept, asked int) {
	for _, clause := range one.Clauses {
		switch clause.Verdict {
		case result.Passed:
			kept++
			asked++
		case result.Failed, result.Blocked:
			asked++
		}
	}
	return kept, asked
}

func namesOf(class result.Class, outcomes ...result.Outcome) (names []string) {
	for _, one := range class.Submissions {
		if slices.Contains(outcomes, one.Outcome) {
			names = append(names, one.Name)
		}
	}
	return names
}

func printableList(names []string) string {
	names = slices.Clone(names)
	for i, name := range names {
		names[i] = terminal.Printable(name)
	}
	return strings.Join(names, ", ")
}
