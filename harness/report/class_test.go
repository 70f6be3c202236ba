package report

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mydocker/harness/result"
)

// due is when the submissions of the tests are to be there.
var due = time.Date(2026, 12, 1, 12, 0, 0, 0, time.UTC)

// clause makes one by a word: "own-uts passed".
func clause(id string, verdict result.Verdict) result.Clause {
	return result.Clause{ID: id, Promise: "the promise of " + id, Step: "3.1", Level: "book", Verdict: verdict}
}

func graded(name string, clauses ...result.Clause) result.Submission {
	return result.Submission{
		Name: name, SHA256: strings.Repeat("ab", 32), Outcome: result.Graded, Clauses: clauses,
		Tries: 1, Submitted: due.Add(-time.Hour), Graded: due.Add(time.Hour),
	}
}

func classOf(submissions ...result.Submission) result.Class {
	return result.Class{Schema: result.Schema, Step: "3.1", Kit: strings.Repeat("cd", 32), Seed: 7, Submissions: submissions}
}

// eachOutcome is a class in which everything happens once.
func eachOutcome() result.Class {
	full := graded("all-verdicts", clause("a", result.Passed), clause("b", result.Failed), clause("c", result.Blocked), clause("d", result.NotAsked))
	full.Clauses[1].Report = "wanted a, got b"
	full.Slips = []string{"CLONE_NEWNET is missing"}
	full.Left = []string{"notes.txt"}
	broken := graded("not-built", clause("a", result.Failed), clause("b", result.Failed), clause("c", result.Failed), clause("d", result.Failed))
	broken.Outcome, broken.Message = result.NotBuilt, "main.go:3: undefined: x"
	archive := broken
	archive.Name, archive.Outcome, archive.Message = "not-taken", result.NotTaken, "the archive leads out"
	none := result.Submission{Name: "not-graded", Outcome: result.NotGraded, Message: "no space left", Tries: 3, Graded: due}
	right := graded("right", clause("a", result.Passed), clause("b", result.Passed), clause("c", result.Passed), clause("d", result.Passed))
	return classOf(full, broken, archive, none, right)
}

// strange are texts that a stranger may write and be called by.
func strange() []string {
	return []string{
		"two\nlines", "crlf\r\nlines", "cr\ralone", "tab\tin it", "\ttab first", "\rcr first", "nul\x00 in it", "bell\a",
		"\x1b[31mred\x1b[0m", "\x1b]0;title\a", "\u009b31m", "right to left \u202Etxt.exe", "no character \uFFFE \uFFFF", "\u2028 line",
		`comma, "quote", 'quote'; semicolon`, `back\slash`, "<script>alert(1)</script>", "]]></failure>", "<!-- & -->", "&amp;",
		"=HYPERLINK(\"http://x\")", "+1+1", "-1+1", "@SUM(1)", "  =1+1", "＝1+1", "=cmd|' /C calc'!A0",
		"invalid \xff\xfe\xc3", "\xed\xa0\x80 a surrogate", strings.Repeat("long ", 200_000), strings.Repeat("é\x01", 200_000),
		"# SKIP", "x # TODO y", `x \# z`, "Bail out!", "ok 1 - forged", "    ok 1\n1..1", "  ...\n---\n...", "--- \n message: |", "TAP version 14",
		"../../etc/passwd", "/etc/passwd", ".hidden", "..", "-rf", "a/b", "a\\b", "CON", "nul.txt", "alice", "Alice", "ALICE", "a*b?c|d", "trailing. ",
		"王小明", "😀", "e\u0301", "\u00e9", " ", strings.Repeat("…", 100),
	}
}

// strangers is a class of submissions by strangers: each text is a name, a
// message, a file, and what a case saw, in every outcome.
func strangers() result.Class {
	var all []result.Submission
	outcomes := []result.Outcome{result.Graded, result.NotBuilt, result.NotTaken, result.NotGraded, result.Graded}
	for i, text := range strange() {
		one := graded(text, clause("a", result.Passed), clause("b", result.Failed), clause("c", result.Blocked), clause("d", result.NotAsked))
		one.Outcome, one.Message, one.Left, one.Slips = outcomes[i%len(outcomes)], text, []string{text, "=x"}, []string{"it is slow"}
		for j := range one.Clauses {
			one.Clauses[j].Report = text
		}
		all = append(all, one)
	}
	return classOf(all...)
}

// texts are the formats whose files are text. The zip of one that is not has
// files of another: TestAnAutograderHoldsWhatGradescopeIsGiven.
func texts() []Format {
	return slices.DeleteFunc(Formats(), func(format Format) bool { return format.Name == gradescopeAutograder.Name })
}

// write writes a class in a format, and returns the files.
func write(t *testing.T, format Format, class result.Class, rubric Rubric) Written {
	t.Helper()
	written, err := Report{Class: class, Rubric: rubric}.Write(format, t.TempDir())
	require.NoError(t, err)
	for _, file := range written.Files {
		require.FileExists(t, file)
	}
	return written
}

func read(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	return string(text)
}

// one returns the text of the one submission's file.
func fileOf(t *testing.T, format Format, class result.Class, name string) string {
	t.Helper()
	for _, file := range write(t, format, class, Rubric{}).Files {
		if filepath.Base(file) == name+format.Ending {
			return read(t, file)
		}
	}
	require.Fail(t, fmt.Sprintf("there is no file for %s", name))
	return ""
}
