package classpage

import (
	"cmp"
	"fmt"
	"slices"

	"mydocker/harness/board"
	"mydocker/harness/conformance"
	"mydocker/harness/result"
	"mydocker/harness/slips"
	"mydocker/harness/words"
)

// view is what the page shows.
type view struct {
	Language string
	Texts    texts
	Clauses  []column
	Hardest  []column // the same, the least kept first
	Nobody   []column
	Everyone []column
	Students []student
	Unknown  []group
}

// column is a clause, as the class has kept it.
type column struct {
	ID, Promise, Step, Level string
	Kept, Asked              int
}

// Percent is how many of those who were asked have kept it.
func (c column) Percent() int {
	if c.Asked == 0 {
		return 0
	}
	return 100 * c.Kept / c.Asked
}

// student is a submission.
type student struct {
	Anchor, Name, Outcome, Message string
	Count                          string
	Cells                          []cell
	Lessons                        []lesson
	Slips, Left                    []string
}

// cell is a verdict in the map.
type cell struct {
	Verdict, Mark, Title, Key string
}

// marks are what a verdict looks like, beside its colour.
var marks = map[result.Verdict]string{result.Passed: "✓", result.Failed: "✗", result.Blocked: "–", result.NotAsked: "·"}

func newView(class result.Class, say words.Words) (view, error) {
	known, err := slips.Known()
	if err != nil {
		return view{}, err
	}
	described := map[string]string{}
	for _, slip := range known {
		described[slip.ID] = say.Of("slip."+slip.ID, slip.What)
	}
	v := view{Language: say.Language, Texts: newTexts(class, say), Clauses: columns(class, say), Unknown: groups(class)}
	for i, one := range class.Submissions {
		v.Students = append(v.Students, newStudent(i, one, described, say))
	}
	v.Hardest = slices.Clone(v.Clauses)
	slices.SortStableFunc(v.Hardest, func(a, b column) int { return cmp.Compare(a.Percent(), b.Percent()) })
	for _, clause := range v.Clauses {
		switch {
		case clause.Asked == 0:
		case clause.Kept == 0:
			v.Nobody = append(v.Nobody, clause)
		case clause.Kept == clause.Asked:
			v.Everyone = append(v.Everyone, clause)
		}
	}
	return v, nil
}

// columns counts, clause by clause, who has kept it. Of a program that there is
// none of, it says nothing.
func columns(class result.Class, say words.Words) (all []column) {
	at := map[string]int{}
	for _, one := range class.Submissions {
		if one.Outcome != result.Graded {
			continue
		}
		for _, clause := range one.Clauses {
			if _, known := at[clause.ID]; !known {
				at[clause.ID] = len(all)
				all = append(all, column{ID: clause.ID, Promise: promise(clause, say), Step: clause.Step, Level: board.LevelName(say, conformance.Level(clause.Level))})
			}
			this := &all[at[clause.ID]]
			if clause.Verdict != result.NotAsked {
				this.Asked++
			}
			if clause.Verdict == result.Passed {
				this.Kept++
			}
		}
	}
	return all
}

func promise(clause result.Clause, say words.Words) string {
	return say.Of("clause."+clause.ID+".promise", clause.Promise)
}

func newStudent(number int, one result.Submission, described map[string]string, say words.Words) student {
	s := student{Anchor: fmt.Sprintf("student-%d", number+1), Name: one.Name, Message: message(one, say), Left: one.Left, Outcome: outcome(one.Outcome, say)}
	if one.Outcome != result.Graded {
		return s
	}
	kept, asked := 0, 0
	for _, clause := range one.Clauses {
		style, said := verdict(clause.Verdict, say)
		s.Cells = append(s.Cells, cell{Key: one.Name + " " + clause.ID, Verdict: style, Mark: marks[clause.Verdict], Title: one.Name + ": " + clause.ID + ": " + said})
		if clause.Verdict != result.NotAsked {
			asked++
		}
		if clause.Verdict == result.Passed {
			kept++
		}
		if clause.Verdict == result.Failed {
			s.Lessons = append(s.Lessons, newLesson(clause, say))
		}
	}
	s.Count = fmt.Sprintf("%d / %d", kept, asked)
	for _, id := range one.Slips {
		if what := described[id]; what != "" {
			s.Slips = append(s.Slips, what)
		}
	}
	return s
}

// verdict is what the style sheet calls a verdict, and a person.
func verdict(of result.Verdict, say words.Words) (style, said string) {
	switch of {
	case result.Passed:
		return "passed", say.Say("class.verdict.passed")
	case result.Failed:
		return "failed", say.Say("class.verdict.failed")
	case result.Blocked:
		return "blocked", say.Say("class.verdict.blocked")
	}
	return "unasked", say.Say("class.verdict.unasked")
}

// message is what there is to mend, in the person's language where it is the
// kit that says it, and not the compiler.
func message(one result.Submission, say words.Words) string {
	return say.Printed("rejection", one.Message)
}

func outcome(of result.Outcome, say words.Words) string {
	switch of {
	case result.NotTaken:
		return say.Say("class.not-taken")
	case result.NotBuilt:
		return say.Say("class.not-built")
	case result.NotGraded:
		return say.Say("class.not-graded")
	}
	return ""
}
