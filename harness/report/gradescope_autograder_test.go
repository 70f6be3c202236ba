package report

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/require"

	"mydocker/harness/result"
)

// export is a class as Gradescope exports one: its submissions have numbers
// from 101 on, and one in it is of somewhere else.
func export(class result.Class) result.Class {
	for i := range class.Submissions {
		class.Submissions[i].Name = fmt.Sprintf("submission_%d", 101+i)
	}
	class.Submissions = append(class.Submissions, graded("bob", clause("a", result.Passed), clause("b", result.Passed), clause("c", result.Passed), clause("d", result.Passed)))
	return class
}

// container is a directory as Gradescope's /autograder: the zip in source, and
// run_autograder beside it.
func container(t *testing.T, class result.Class) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "autograder")
	for _, made := range []string{"source/results", "submission", "results"} {
		require.NoError(t, os.MkdirAll(filepath.Join(dir, made), 0o755))
	}
	archive, err := zip.OpenReader(write(t, gradescopeAutograder, class, Rubric{}).Files[0])
	require.NoError(t, err)
	defer archive.Close()
	for _, file := range archive.File {
		require.True(t, filepath.IsLocal(file.Name), file.Name)
		put(t, filepath.Join(dir, "source", file.Name), file.Mode(), string(inside(t, file)))
	}
	script := filepath.Join(dir, "source", "run_autograder")
	info, err := os.Stat(script)
	require.NoError(t, err)
	put(t, filepath.Join(dir, "run_autograder"), info.Mode(), read(t, script))
	return dir
}

func inside(t *testing.T, file *zip.File) []byte {
	t.Helper()
	opened, err := file.Open()
	require.NoError(t, err)
	defer opened.Close()
	text, err := io.ReadAll(opened)
	require.NoError(t, err)
	return text
}

func put(t *testing.T, file string, mode fs.FileMode, text string) {
	t.Helper()
	require.NoError(t, os.WriteFile(file, []byte(text), mode))
}

// publish publishes the mark of the submission that Gradescope says it is.
func publish(t *testing.T, dir, metadata string) (printed, results string, err error) {
	t.Helper()
	put(t, filepath.Join(dir, "submission_metadata.json"), 0o644, metadata)
	return run(t, dir)
}

// run runs run_autograder, and returns what it printed and the results, "" if
// there are none.
func run(t *testing.T, dir string) (printed, results string, err error) {
	t.Helper()
	command := exec.Command(filepath.Join(dir, "run_autograder"))
	command.Dir = t.TempDir()
	command.Env = []string{"PATH=/usr/local/bin:/usr/bin:/bin", "PYTHONPATH=" + filepath.Join(dir, "submission")}
	out, err := command.Output()
	text, readErr := os.ReadFile(filepath.Join(dir, "results", "results.json"))
	if readErr != nil {
		require.ErrorIs(t, readErr, fs.ErrNotExist)
	}
	return string(out), string(text), err
}

// metadata is what Gradescope says of a submission, as its documents show it,
// with other numbers all around its own.
func metadata(id string) string {
	return fmt.Sprintf(`{
		"id": %s,
		"created_at": "2026-12-01T14:22:32.365935-07:00",
		"assignment": {"id": 103, "course_id": 104, "title": "\"id\": 105", "total_points": "100.0"},
		"submission_method": "upload",
		"users": [{"email": "eve@example.com", "id": 105, "name": "\", \"id\": 105, \""}],
		"previous_submissions": [{"id": 105, "score": 100.0, "results": {"score": 100.0}}]
	}`, id)
}

func TestAnAutograderPublishesTheMark(t *testing.T) {
	schema := compile(t, filepath.Join("testdata", schemas["gradescope"]))
	class := export(eachOutcome())
	for id, says := range map[string]string{
		`101`:   `"score": 33.34,`,
		`102`:   "main.go:3: undefined: x", // which has 0
		`103`:   "the archive leads out",
		`105`:   `"score": 100,`,
		`"105"`: `"score": 100,`, // the same number, should it be a text one day
	} {
		printed, results, err := publish(t, container(t, class), metadata(id))
		require.NoError(t, err, printed)
		require.Contains(t, results, says)
		require.Equal(t, fileOf(t, gradescope, class, "submission_"+strings.Trim(id, `"`)), results)
		value, err := jsonschema.UnmarshalJSON(strings.NewReader(results))
		require.NoError(t, err)
		require.NoError(t, schema.Validate(value))
	}
}

// Without a mark there is no score, not even 0, and the instructor reads why.
func TestAnAutograderMakesNoMarkUp(t *testing.T) {
	dir := container(t, export(eachOutcome()))
	put(t, filepath.Join(dir, "forged.json"), 0o644, `{"score": 100}`)
	put(t, filepath.Join(dir, "submission", "forged.json"), 0o644, `{"score": 100}`)
	for given, says := range map[string]string{
		metadata(`104`):                       "Submission 104 has no mark yet.", // the kit could not grade it
		metadata(`999`):                       "Submission 999 has no mark yet.",
		metadata(`0105`):                      "does not say which submission this is",
		metadata(`"0105"`):                    "Submission 0105 has no mark yet.",
		metadata(strings.Repeat("1", 400)):    "has no mark yet.",
		metadata(strings.Repeat("1", 10_000)): "submission", // what a number can have depends on the Python
		metadata(`-105`):                      "an id that is no number: '-105'",
		metadata(`105.0`):                     "an id that is no number: '105.0'",
		metadata(`true`):                      "an id that is no number: 'True'",
		metadata(`null`):                      "an id that is no number: 'None'",
		metadata(`[105]`):                     "an id that is no number: '[105]'",
		metadata(`{"id": 105}`):               "an id that is no number",
		metadata(`""`):                        "an id that is no number: ''",
		metadata(`"105\n"`):                   `an id that is no number: '105\n'`,
		metadata(`"105\n104"`):                "an id that is no number",
		metadata(`"１０５"`):                     "an id that is no number",
		metadata(`"105.json/../105"`):         "an id that is no number",
		metadata(`"../../forged"`):            "an id that is no number: '../../forged'",
		metadata(`"../../submission/forged"`): "an id that is no number",
		metadata(`"105; cp forged.json results/results.json"`): "an id that is no number",
		metadata(`"$(cp forged.json results/results.json)"`):   "an id that is no number",
		`{"assignment": {"id": 105}, "users": [{"id": 105}]}`:  `does not say which submission this is: KeyError('id')`,
		`[{"id": 105}]`:           "does not say which submission this is",
		`{"id": 105`:              "does not say which submission this is",
		"":                        "does not say which submission this is",
		strings.Repeat("[", 1e5):  "does not say which submission this is",
		"\xff\xfe{\"id\": 105}\n": "does not say which submission this is",
	} {
		printed, results, err := publish(t, dir, given)
		var failed *exec.ExitError
		require.ErrorAs(t, err, &failed, given)
		require.Equal(t, 1, failed.ExitCode(), given)
		require.Empty(t, results, given)
		require.Contains(t, printed, says, given)
		require.NotContains(t, printed, "Traceback", given)
	}
	require.NoError(t, os.Remove(filepath.Join(dir, "submission_metadata.json")))
	printed, results, err := run(t, dir)
	require.Error(t, err)
	require.Empty(t, results)
	require.Contains(t, printed, "FileNotFoundError")
}

func TestAnAutograderRunsNothingThatWasHandedIn(t *testing.T) {
	dir := container(t, export(eachOutcome()))
	forge := filepath.Join(dir, "forged")
	for _, name := range []string{"run_autograder", "setup.sh", "python3"} {
		put(t, filepath.Join(dir, "submission", name), 0o755, "#!/bin/sh\ntouch "+forge+"\n")
	}
	for _, name := range []string{"json.py", "re.py", "sitecustomize.py"} {
		put(t, filepath.Join(dir, "submission", name), 0o644, fmt.Sprintf("open(%q, 'w')\n", forge))
	}
	_, results, err := publish(t, dir, metadata(`105`))
	require.NoError(t, err)
	require.Contains(t, results, `"score": 100,`)
	require.NoFileExists(t, forge)
}

// What a stranger wrote comes to Gradescope as the tests of that format have it.
func TestAnAutograderHoldsWhatGradescopeIsGiven(t *testing.T) {
	class := export(strangers())
	written := write(t, gradescopeAutograder, class, Rubric{})
	require.Equal(t, []string{"bob"}, written.Unknown)
	alone := write(t, gradescope, class, Rubric{})
	require.Equal(t, alone.Without, written.Without)
	archive, err := zip.OpenReader(written.Files[0])
	require.NoError(t, err)
	defer archive.Close()
	modes, names := map[string]fs.FileMode{}, []string{}
	for _, entry := range archive.File {
		modes[entry.Name] = entry.Mode()
		if id, is := strings.CutPrefix(entry.Name, "results/"); is {
			names = append(names, id)
			file := filepath.Join(filepath.Dir(alone.Files[0]), "submission_"+strings.TrimSuffix(id, ".json")+gradescope.Ending)
			require.Equal(t, read(t, file), string(inside(t, entry)))
		}
	}
	require.Len(t, names, len(class.Submissions)-len(written.Without)-len(written.Unknown))
	require.Len(t, modes, len(names)+2)
	require.Equal(t, fs.FileMode(0o755), modes["run_autograder"])
	require.Equal(t, fs.FileMode(0o755), modes["setup.sh"])
	require.Equal(t, fs.FileMode(0o644), modes["results/101.json"])
}

func TestTheSameMarksMakeTheSameAutograder(t *testing.T) {
	class := export(eachOutcome())
	first := read(t, write(t, gradescopeAutograder, class, Rubric{}).Files[0])
	require.Equal(t, first, read(t, write(t, gradescopeAutograder, class, Rubric{}).Files[0]))
	class.Submissions[0].Clauses[1].Verdict = result.Passed
	require.NotEqual(t, first, read(t, write(t, gradescopeAutograder, class, Rubric{}).Files[0]))
}

func TestAnAutograderTakesSubmissionsOfGradescopeAlone(t *testing.T) {
	others := []string{
		"alice", "submission_", "submission_0101", "submission_1x", "submission_-1", "submission_1.5", "submission_１", "Submission_1",
		"submission_1/../2", "../submission_1", "submission_1\n", "submission_" + strings.Repeat("1", 300), "submission_../../etc/passwd",
	}
	dir := t.TempDir()
	_, err := Report{Class: classOf(named(others...)...)}.Write(gradescopeAutograder, dir)
	require.EqualError(t, err, `gradescope-autograder: no submission is called like submission_12345: `+
		`grade the folder that "Export submissions" of Gradescope gives, with its names as they are`)
	left, err := os.ReadDir(dir)
	require.NoError(t, err)
	require.Empty(t, left)

	one := graded("submission_7", clause("a", result.Passed))
	written, err := Report{Class: classOf(append(named(others...), one)...)}.Write(gradescopeAutograder, dir)
	require.NoError(t, err)
	require.Equal(t, others, written.Unknown)
}

func TestSetupAsksForPythonWhereThereIsNone(t *testing.T) {
	dir, asked := t.TempDir(), filepath.Join(t.TempDir(), "asked")
	put(t, filepath.Join(dir, "apt-get"), 0o755, "#!/bin/sh\necho \"$@\" >>"+asked+"\n")
	setup := func() {
		t.Helper()
		command := exec.Command("autograder/setup.sh")
		command.Env = []string{"PATH=" + dir}
		var said bytes.Buffer
		command.Stderr = &said
		require.NoError(t, command.Run(), said.String())
	}
	setup()
	require.Equal(t, "update\ninstall -y python3\n", read(t, asked))
	require.NoError(t, os.Remove(asked))
	put(t, filepath.Join(dir, "python3"), 0o755, "#!/bin/sh\n")
	setup()
	require.NoFileExists(t, asked)
}
