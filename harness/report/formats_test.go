package report

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"mydocker/harness/result"
)

func TestFormatsAreFoundByNameAndHaveEndingsOfTheirOwn(t *testing.T) {
	endings := map[string]bool{}
	for _, format := range Formats() {
		found, err := Find(format.Name)
		require.NoError(t, err)
		require.Equal(t, format.Name, found.Name)
		require.NotEmpty(t, format.For)
		require.False(t, endings[format.Ending], format.Ending)
		endings[format.Ending] = true
	}
	_, err := Find("moodle")
	require.EqualError(t, err, `there is no format "moodle"; there are gradescope, gradescope-autograder, classroom50, github-classroom, exercism, prairielearn, ctrf, junit, tap, csv`)
}

// Whatever it is that a stranger wrote: no file has what a terminal would obey.
func TestFilesAreTextAndNamesAreSafe(t *testing.T) {
	safe := regexp.MustCompile(`^[\pL\pN\pM][\pL\pN\pM._-]*$`)
	class := strangers()
	for _, format := range texts() {
		written := write(t, format, class, Rubric{})
		taken := map[string]bool{}
		for _, file := range written.Files {
			text, name := read(t, file), filepath.Base(file)
			require.True(t, utf8.ValidString(text), name)
			require.NotRegexp(t, "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\u009f\u202e]", text, name)
			require.Regexp(t, safe, name)
			require.LessOrEqual(t, len(name), 255)
			require.False(t, taken[folded(name)], name)
			taken[folded(name)] = true
			if format.most > 0 {
				require.LessOrEqual(t, len(text), format.most, name)
			}
		}
		if !format.PerClass {
			require.Len(t, class.Submissions, len(written.Files)+len(written.Without), format.Name)
		}
	}
}

// Nobody knows is not 0.
func TestWhatIsNotGradedHasNoMark(t *testing.T) {
	class := eachOutcome()
	for _, format := range []Format{gradescope, classroom50} {
		require.Equal(t, []string{"not-graded"}, write(t, format, class, Rubric{}).Without)
	}
	for format, says := range map[*Format]string{
		&githubClassroom: `"status": "error",`, &exercism: `"status": "error",`, &prairieLearn: `"gradable": false,`,
	} {
		text := fileOf(t, *format, class, "not-graded")
		require.Contains(t, text, says)
		require.Contains(t, text, "no space left")
		require.NotContains(t, text, "score")
	}
	for format, says := range map[*Format]string{
		&ctrf:      `"rawStatus": "not graded"`,
		&junit:     `<error type="not graded" message="not graded: the grader could not do its work, which is no fault of the submission\nno space left">`,
		&tap:       `ok 4 - not-graded # SKIP not graded: `,
		&gradeBook: "not-graded,,,not graded,,,,,",
	} {
		text := read(t, write(t, *format, class, Rubric{}).Files[0])
		require.Contains(t, text, says)
		require.Contains(t, text, "no space left")
	}
}

func TestAMarkOfAnEarlierRunIsGone(t *testing.T) {
	class, dir := eachOutcome(), t.TempDir()
	before, err := Report{Class: class}.Write(gradescope, dir)
	require.NoError(t, err)
	class.Submissions[0].Outcome = result.NotGraded
	after, err := Report{Class: class}.Write(gradescope, dir)
	require.NoError(t, err)
	require.Equal(t, []string{"all-verdicts", "not-graded"}, after.Without)
	require.NoFileExists(t, before.Files[0])
	require.FileExists(t, before.Files[1])
}

// What could not be taken or built has 0, and the student is told why.
func TestWhatIsNotBuiltHasNothingAndSaysWhy(t *testing.T) {
	class := eachOutcome()
	for _, format := range texts() {
		if format.PerClass {
			text := read(t, write(t, format, class, Rubric{}).Files[0])
			require.Contains(t, text, "main.go:3: undefined: x", format.Name)
			require.Contains(t, text, "the archive leads out", format.Name)
			continue
		}
		text := fileOf(t, format, class, "not-built")
		require.Contains(t, text, "main.go:3: undefined: x", format.Name)
		require.Regexp(t, `"score": 0,|"status": "error"`, text, format.Name)
		require.Contains(t, fileOf(t, format, class, "not-taken"), "the archive leads out", format.Name)
	}
}

func TestAFileThatIsTooLargeHasShorterTexts(t *testing.T) {
	one := graded("alice")
	for range 40 {
		failed := clause("c"+string(rune('a'+len(one.Clauses)%26))+strings.Repeat("x", len(one.Clauses)/26), result.Failed)
		failed.Report = strings.Repeat("<", 1<<20)
		one.Clauses = append(one.Clauses, failed)
	}
	for _, format := range []Format{githubClassroom, prairieLearn} {
		file := write(t, format, classOf(one), Rubric{}).Files[0]
		info, err := os.Stat(file)
		require.NoError(t, err)
		require.LessOrEqual(t, info.Size(), int64(format.most))
		require.Greater(t, info.Size(), int64(format.most)/4, "it is cut no more than it has to be")
		require.Contains(t, read(t, file), "cut: it has 1048576 bytes in all")
	}
}

func TestARubricThatDoesNotFitWritesNothing(t *testing.T) {
	dir := t.TempDir()
	_, err := Report{Class: eachOutcome(), Rubric: Rubric{Clauses: weightsOf("own-utz", "2")}}.Write(tap, dir)
	require.EqualError(t, err, "the rubric weighs clauses that step 3.1 does not ask: own-utz")
	left, err := os.ReadDir(dir)
	require.NoError(t, err)
	require.Empty(t, left)
}
