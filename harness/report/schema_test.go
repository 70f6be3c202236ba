package report

import (
	"encoding/json"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/require"

	"mydocker/harness/result"
)

// schemas are those of the formats that are JSON.
var schemas = map[string]string{
	"gradescope":       "documented/gradescope.schema.json",
	"classroom50":      "documented/classroom50.schema.json",
	"github-classroom": "documented/github-classroom.schema.json",
	"exercism":         "documented/exercism.schema.json",
	"prairielearn":     "documented/prairielearn.schema.json",
	"ctrf":             "published/ctrf.schema.json",
}

func TestEveryFormatInJSONHasASchema(t *testing.T) {
	for _, format := range Formats() {
		require.Equal(t, strings.HasSuffix(format.Ending, ".json"), schemas[format.Name] != "", format.Name)
	}
}

func TestFilesAreAsTheirSchemaSays(t *testing.T) {
	for name, file := range schemas {
		t.Run(name, func(t *testing.T) {
			schema := compile(t, filepath.Join("testdata", file))
			for _, class := range []result.Class{eachOutcome(), strangers()} {
				format, err := Find(name)
				require.NoError(t, err)
				for _, rubric := range []Rubric{{}, {Late: &Late{Due: due.AddDate(0, 0, -3), PerDay: rat("12.5")}}} {
					for _, file := range write(t, format, class, rubric).Files {
						value, err := jsonschema.UnmarshalJSON(strings.NewReader(read(t, file)))
						require.NoError(t, err)
						require.NoError(t, schema.Validate(value), file)
						requirePrintable(t, value)
					}
				}
			}
		})
	}
}

// A schema that takes anything would be no test.
func TestSchemasRefuseWhatIsWrong(t *testing.T) {
	for name, wrong := range map[string]string{
		"gradescope":       `{"score": 1, "tests": [{"status": "blocked"}]}`,
		"classroom50":      `{"schema": "classroom50/result/v1", "score": 1.5, "tests": []}`,
		"github-classroom": `{"version": 1, "status": "pass", "tests": [{"name": "a", "status": "pass", "score": 0}]}`,
		"exercism":         `{"version": 3, "status": "fail", "tests": []}`,
		"prairielearn":     `{"gradable": false, "score": 0}`,
		"ctrf":             `{"reportFormat": "CTRF", "specVersion": "0.0.0", "results": {"tool": {"name": "x"}, "tests": []}}`,
	} {
		value, err := jsonschema.UnmarshalJSON(strings.NewReader(wrong))
		require.NoError(t, err)
		require.Error(t, compile(t, filepath.Join("testdata", schemas[name])).Validate(value), name)
	}
}

// A message of Exercism has at most 65535 bytes, if it has more than ASCII.
func TestExercismMessagesFit(t *testing.T) {
	for _, file := range write(t, exercism, strangers(), Rubric{}).Files {
		var got exercismFile
		require.NoError(t, json.Unmarshal([]byte(read(t, file)), &got))
		require.LessOrEqual(t, len(got.Message), 65535)
		for _, test := range got.Tests {
			require.LessOrEqual(t, len(test.Message), 65535)
		}
	}
}

var unprintable = regexp.MustCompile("[\x00-\x08\x0b-\x1f\x7f-\u009f\u2028-\u202e\uFFFE\uFFFF]")

// requirePrintable looks at every text of a file as who reads it gets it.
func requirePrintable(t *testing.T, value any) {
	t.Helper()
	switch value := value.(type) {
	case string:
		require.NotRegexp(t, unprintable, value)
	case []any:
		for _, one := range value {
			requirePrintable(t, one)
		}
	case map[string]any:
		for _, one := range value {
			requirePrintable(t, one)
		}
	}
}

func compile(t *testing.T, file string) *jsonschema.Schema {
	t.Helper()
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	schema, err := compiler.Compile(file)
	require.NoError(t, err)
	return schema
}
