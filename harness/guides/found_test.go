package guides_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mydocker/harness/conformance"
	"mydocker/harness/result"
)

// yamlBlock is what a document shows of YAML.
var yamlBlock = regexp.MustCompile("(?s)```yaml\n(.*?)```")

// found are files that a reader of a document has by then, and no command in it
// that is run here makes.
func found(t *testing.T, document string) map[string][]byte {
	if !strings.HasPrefix(document, "docs/grading.") {
		return nil
	}
	text, err := os.ReadFile(filepath.Join(kit, document))
	require.NoError(t, err)
	rubric := yamlBlock.FindSubmatch(text)
	require.NotNil(t, rubric, "%s shows no rubric", document)
	results, err := json.Marshal(smallClass())
	require.NoError(t, err)
	return map[string][]byte{"rubric.yaml": rubric[1], "marks/results.json": results}
}

// smallClass is one of two, of whom one keeps all and one nothing.
func smallClass() result.Class {
	class := result.Class{Schema: result.Schema, Step: "3.2", Seed: 20261201} // that of the rubric shown
	for i, verdict := range []result.Verdict{result.Passed, result.Failed} {
		one := result.Submission{Name: []string{"ada", "bob"}[i], Outcome: result.Graded, Submitted: time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)}
		for _, clause := range conformance.Catalogue() {
			if clause.Step <= class.Step && clause.Level != conformance.Ours {
				one.Clauses = append(one.Clauses, result.Clause{ID: clause.ID, Promise: clause.Promise, Step: clause.Step, Level: string(clause.Level), Verdict: verdict})
			}
		}
		class.Submissions = append(class.Submissions, one)
	}
	return class
}
