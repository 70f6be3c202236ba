package result

import (
	"bytes"
	"encoding/json"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/require"
)

func schema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	text, err := jsonschema.UnmarshalJSON(bytes.NewReader(SchemaText))
	require.NoError(t, err)
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	require.NoError(t, compiler.AddResource("results.schema.json", text))
	compiled, err := compiler.Compile("results.schema.json")
	require.NoError(t, err)
	return compiled
}

func TestWhatIsWrittenIsAsTheSchemaSays(t *testing.T) {
	compiled := schema(t)
	for _, class := range []Class{everything(), {Schema: Schema, Step: "3.1", Kit: strings.Repeat("0", 64), Submissions: []Submission{}}} {
		text, err := os.ReadFile(written(t, class, ""))
		require.NoError(t, err)
		value, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
		require.NoError(t, err)
		require.NoError(t, compiled.Validate(value))
	}
}

func TestTheSchemaRefusesWhatIsWrong(t *testing.T) {
	compiled := schema(t)
	good, err := json.Marshal(everything())
	require.NoError(t, err)
	for _, change := range [][2]string{
		{`"schema":1`, `"schema":2`},
		{`"schema":1`, `"schema":1,"points":3`},
		{`"seed":"0"`, `"seed":0`},
		{`"seed":"0"`, `"seed":"-1"`},
		{`"outcome":"graded"`, `"outcome":"good"`},
		{`"verdict":"passed"`, `"verdict":"Passed"`},
		{`"level":"book"`, `"level":"ours"`},
		{`"tries":1`, `"tries":0`},
		{`"submitted":"2026-12-01T11:00:00Z"`, `"submitted":"yesterday"`},
		{`"id":"own-uts"`, `"id":"<b>"`},
		{`"name":"bare"`, `"name":""`},
		{`"step":"3.2"`, `"step":"three"`},
	} {
		require.Contains(t, string(good), change[0])
		value, err := jsonschema.UnmarshalJSON(strings.NewReader(strings.Replace(string(good), change[0], change[1], 1)))
		require.NoError(t, err)
		require.Error(t, compiled.Validate(value), change[1])
	}
}

// object is what the schema says of one.
type object struct {
	Additional bool                       `json:"additionalProperties"`
	Required   []string                   `json:"required"`
	Properties map[string]json.RawMessage `json:"properties"`
}

// A field that is in one and not in the other is in neither.
func TestSchemaAndTypesHaveTheSameFields(t *testing.T) {
	var whole struct {
		object
		Defs map[string]object `json:"$defs"`
	}
	require.NoError(t, json.Unmarshal(SchemaText, &whole))
	for typ, said := range map[reflect.Type]object{
		reflect.TypeFor[Class](): whole.object, reflect.TypeFor[Submission](): whole.Defs["submission"], reflect.TypeFor[Clause](): whole.Defs["clause"],
	} {
		require.False(t, said.Additional)
		var all, required []string
		for i := range typ.NumField() {
			name, options, _ := strings.Cut(typ.Field(i).Tag.Get("json"), ",")
			all = append(all, name)
			if !strings.Contains(options, "omitempty") {
				required = append(required, name)
			}
		}
		var properties []string
		for name := range said.Properties {
			properties = append(properties, name)
		}
		require.ElementsMatch(t, all, properties, typ)
		require.ElementsMatch(t, required, said.Required, typ)
	}
}
