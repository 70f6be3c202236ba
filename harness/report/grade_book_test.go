package report

import (
	"encoding/csv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mydocker/harness/result"
)

func TestGradeBook(t *testing.T) {
	class := eachOutcome()
	class.Submissions[4].Submitted = due.Add(time.Hour)
	sha := strings.Repeat("ab", 32)
	require.Equal(t, strings.ReplaceAll(`submission,points,possible,outcome,days late,deducted,submitted,sha256,note
all-verdicts,33.34,100,graded,0,0,2026-12-01T11:00:00Z,SHA,"this looks like, the likeliest first:; - CLONE_NEWNET is missing; not taken of it, files: 1; - notes.txt"
not-built,0,100,not built,0,0,2026-12-01T11:00:00Z,SHA,not built; main.go:3: undefined: x
not-taken,0,100,not taken,0,0,2026-12-01T11:00:00Z,SHA,not taken; the archive leads out
not-graded,,,not graded,,,,,"not graded: the grader could not do its work, which is no fault of the submission; no space left"
right,90,100,graded,1,10,2026-12-01T13:00:00Z,SHA,"late, 1 day begun: 10 points deducted"
`, "SHA", sha), strings.ReplaceAll(read(t, write(t, gradeBook, class, Rubric{Late: &Late{Due: due, PerDay: rat("10")}}).Files[0]), "\r\n", "\n"))
}

// No cell is a formula, whatever a spreadsheet skips in front of one: see
// https://owasp.org/www-community/attacks/CSV_Injection
func TestNoCellIsAFormula(t *testing.T) {
	text := read(t, write(t, gradeBook, strangers(), Rubric{}).Files[0])
	require.Equal(t, strings.Count(text, "\n"), strings.Count(text, "\r\n"), "RFC 4180 ends lines with CRLF")
	lines, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	require.NoError(t, err)
	require.Len(t, lines, len(strange())+1, "a line a submission")
	quoted := 0
	for _, cells := range lines {
		require.Len(t, cells, len(lines[0]))
		for _, cell := range cells {
			require.NotRegexp(t, "^[ \n]*[-=+@\t\r＝＋－＠]", cell)
			require.NotContains(t, cell, "\n")
			if strings.HasPrefix(cell, "'=") {
				quoted++
			}
		}
	}
	require.Positive(t, quoted)
}

func TestNoFormula(t *testing.T) {
	for _, cell := range []string{"=1", "+1", "-1", "@x", "\tx", "\rx", " =1", "＝1"} {
		require.Equal(t, "'"+cell, noFormula(cell))
	}
	for _, cell := range []string{"", "alice", "1-1", "a=b", "'=1", "87.5"} {
		require.Equal(t, cell, noFormula(cell))
	}
}

func TestTheGradeBookOfNobody(t *testing.T) {
	require.Equal(t, 1, strings.Count(read(t, write(t, gradeBook, result.Class{Step: "3.1"}, Rubric{}).Files[0]), "\n"))
}

// A file's time is what its author says of it.
func TestTheTimeThatAPlatformSaysCounts(t *testing.T) {
	class := classOf(graded("right", clause("a", result.Passed)))
	class.Submissions[0].Submitted = due.Add(-day)
	late := &Late{Due: due, PerDay: rat("10"), HandedIn: map[string]time.Time{"right": due.Add(time.Hour)}}
	text := read(t, write(t, gradeBook, class, Rubric{Late: late}).Files[0])
	require.Contains(t, text, "right,90,100,graded,1,10,2026-12-01T13:00:00Z,")
	late.HandedIn = map[string]time.Time{"rihgt": due}
	_, err := Report{Class: class, Rubric: Rubric{Late: late}}.Write(gradeBook, t.TempDir())
	require.EqualError(t, err, "the rubric says when these were handed in, which nobody did: rihgt")
}
