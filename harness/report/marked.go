package report

import (
	"fmt"
	"strings"

	"mydocker/harness/result"
)

// Marked is a submission and its mark.
type Marked struct {
	result.Submission
	// Label is what it is called: one line that can be shown.
	Label string
	Mark  Mark
}

func (r Report) marked() (all []Marked) {
	names := labels(r.Class.Submissions)
	for i, submission := range r.Class.Submissions {
		submission.Submitted = r.Rubric.Late.handedIn(submission)
		all = append(all, Marked{Submission: submission, Label: names[i], Mark: r.Rubric.Mark(submission)})
	}
	return all
}

// entry is one line of a report, whatever its format calls that: a test.
type entry struct {
	// ID is the clause's, and Name says that and its promise.
	ID, Name    string
	Step, Level string
	// Verdict is the clause's, or unmarked.
	Verdict          result.Verdict
	Earned, Possible Points
	// Text is what a student reads beside it.
	Text string
}

// unmarked is what nobody can say yet.
const unmarked result.Verdict = "not graded"

// entries are the clauses that count, or the one thing that kept them from
// being asked. Their names are all different.
func (m Marked) entries(most int) (all []entry) {
	if m.Mark.None != "" {
		return []entry{{ID: "graded", Name: "it can be graded", Verdict: unmarked, Text: m.text(most)}}
	}
	switch m.Outcome {
	case result.NotTaken:
		return []entry{{ID: "taken", Name: "it can be taken", Verdict: result.Failed, Possible: m.Mark.Possible, Text: m.text(most)}}
	case result.NotBuilt:
		return []entry{{ID: "built", Name: "it can be built", Verdict: result.Failed, Possible: m.Mark.Possible, Text: m.text(most)}}
	}
	for _, clause := range m.Mark.Clauses {
		text := m.textOf(clause.Clause, most)
		if clause.Earned < clause.Possible && clause.Verdict == result.Passed {
			text = block(m.Mark.Deduction.String(), most) // else it is a riddle
		}
		all = append(all, entry{
			ID: clause.ID, Name: line(clause.ID+": "+clause.Promise, longestName), Step: clause.Step, Level: clause.Level,
			Verdict: clause.Verdict, Earned: clause.Earned, Possible: clause.Possible, Text: text,
		})
	}
	return all
}

// text is what there is to say of the submission as a whole.
func (m Marked) text(most int) string {
	var said []string
	if m.Mark.None != "" {
		said = append(said, m.Mark.None)
	} else if m.Outcome != result.Graded {
		said = append(said, string(m.Outcome))
	}
	if m.Message != "" {
		said = append(said, m.Message)
	}
	if late := m.Mark.Deduction.String(); late != "" {
		said = append(said, late)
	}
	if len(m.Slips) > 0 {
		said = append(said, "this looks like, the likeliest first:"+listed(described(m.Slips)))
	}
	if len(m.Left) > 0 {
		said = append(said, fmt.Sprintf("not taken of it, files: %d", len(m.Left))+listed(m.Left))
	}
	return block(strings.Join(said, "\n"), most)
}

// listed shows some of a list.
func listed(items []string) string {
	const most = 20
	text := ""
	for i, item := range items {
		if i == most {
			return text + fmt.Sprintf("\n- and %d more", len(items)-most)
		}
		text += "\n- " + line(item, longestName)
	}
	return text
}
