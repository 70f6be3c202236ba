package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"mydocker/harness/host"
	"mydocker/harness/result"
)

// builtKit builds this command.
func builtKit(t *testing.T) string {
	kit := filepath.Join(t.TempDir(), "kit")
	output, err := exec.Command("go", "build", "-o", kit, ".").CombinedOutput()
	require.NoError(t, err, string(output))
	return kit
}

// A class of one submission that does not compile is graded in seconds.
func TestClassIsGradedInEachLanguage(t *testing.T) {
	host.Needs(t, host.ForSuites()...)
	kit := builtKit(t)
	for language, says := range map[string]string{
		"en": `no submissions, and left alone: notes.txt
submissions: 1; step 3.1, seed 7
preparing: the suites, a small system for the sandboxes, the packages that a submission may use
[1/1, 0s left] ada: not built: ./main.go:3:15: undefined: run
results: OUT/results.json; a page to look at: OUT/index.html
none of their clauses could be asked, which their authors mend: ada
`,
		"zh": `不是作业，不去动：notes.txt
1 份作业，第 3.1 步，种子 7
准备：测试、沙箱里的小系统、作业可以使用的包
[1/1，还要 0s] ada：没能编译：./main.go:3:15: undefined: run
结果：OUT/results.json；可以看的页面：OUT/index.html
一条都没能测试，要由作者来改：ada
`,
	} {
		here := classroom(t)
		graded := exec.Command(kit, "grade", "--step", "3.1", "--rubric", "rubric.yaml", "--out", "marks", "class")
		graded.Env = append(os.Environ(), "KIT_LANG="+language, "KIT_CALLED_IN="+here)
		var stdout, stderr bytes.Buffer
		graded.Stdout, graded.Stderr = &stdout, &stderr
		require.NoError(t, graded.Run(), stderr.String())
		out := filepath.Join(here, "marks")
		require.Equal(t, strings.ReplaceAll(says, "OUT", out), stdout.String())
		require.Empty(t, stderr.String())

		class, err := result.Read(filepath.Join(out, "results.json"), "")
		require.NoError(t, err)
		require.EqualValues(t, 7, class.Seed, "the rubric's")
		require.Len(t, class.Submissions, 1)
		require.Equal(t, "ada", class.Submissions[0].Name)
		require.Equal(t, result.NotBuilt, class.Submissions[0].Outcome)
		require.Contains(t, class.Submissions[0].Message, "undefined: run")
		for _, clause := range class.Submissions[0].Clauses {
			require.Equal(t, result.Failed, clause.Verdict, clause.ID)
		}
		page, err := os.ReadFile(filepath.Join(out, "index.html"))
		require.NoError(t, err)
		require.Contains(t, string(page), `<html lang="`+language)
		require.Contains(t, string(page), "undefined: run")
		require.NoFileExists(t, filepath.Join(out, "results.json.sig"))
	}
}

func TestProgramThatWasBuiltForThisOnceRemovesItsFile(t *testing.T) {
	kit := builtKit(t)
	for _, built := range []string{"", kit + "x", kit} {
		require.FileExists(t, kit)
		help := exec.Command(kit, "help")
		help.Env = append(os.Environ(), "KIT_BUILT="+built)
		require.NoError(t, help.Run())
	}
	require.NoFileExists(t, kit)
}
