package words_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"
	"github.com/stretchr/testify/require"

	"mydocker/harness/words"
)

// texts reads the folder of a language: id and text.
func texts(t *testing.T, language string) map[string]string {
	read := map[string]string{}
	paths, err := filepath.Glob(filepath.Join(language, "*.toml"))
	require.NoError(t, err)
	require.NotEmpty(t, paths)
	for _, path := range paths {
		var table map[string]any
		_, err := toml.DecodeFile(path, &table)
		require.NoError(t, err, path)
		flatten(t, read, "", table)
	}
	return read
}

func flatten(t *testing.T, into map[string]string, prefix string, table map[string]any) {
	for key, value := range table {
		id := strings.TrimPrefix(prefix+"."+key, ".")
		switch value := value.(type) {
		case string:
			require.NotContains(t, into, id, "it stands twice")
			require.NotEmpty(t, strings.TrimSpace(value), id)
			into[id] = value
		case map[string]any:
			flatten(t, into, id, value)
		default:
			t.Fatalf("%s: %T is no text", id, value)
		}
	}
}

// ofFacts begin the ids of texts whose English is a fact of the kit's, and
// elsewhere: see words.Of and words.Printed.
var ofFacts = []string{"clause.", "slip.", "task.", "need.", "cause.", "printed.", "script.", "help."}

func isOfFact(id string) bool {
	return slices.ContainsFunc(ofFacts, func(prefix string) bool { return strings.HasPrefix(id, prefix) })
}

func TestNoTextIsMissingInAnyLanguage(t *testing.T) {
	english := texts(t, "en")
	for _, language := range words.Languages[1:] {
		other := texts(t, language)
		for id, text := range english {
			require.Contains(t, other, id, language)
			require.ElementsMatch(t, places(text), places(other[id]), "the places in %s", id)
		}
		for id := range other {
			if !isOfFact(id) {
				require.Contains(t, english, id, "in %s only", language)
			}
		}
	}
}

var place = regexp.MustCompile(`{{[^}]*}}`)

func places(text string) []string { return place.FindAllString(text, -1) }

func TestEveryTextIsAskedForAndEveryAskedForIsThere(t *testing.T) {
	english, asked := texts(t, "en"), askedFor(t)
	for id := range asked {
		require.Contains(t, english, id)
	}
	for id := range english {
		require.Contains(t, asked, id, "nobody asks for it")
	}
}

// askedFor returns the ids in all calls of Say in the kit.
func askedFor(t *testing.T) map[string]bool {
	asked := map[string]bool{}
	require.NoError(t, filepath.WalkDir("..", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil || !strings.Contains(string(text), `"mydocker/harness/words"`) {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, text, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(node ast.Node) bool {
			call, isCall := node.(*ast.CallExpr)
			if !isCall || len(call.Args) == 0 {
				return true
			}
			method, isMethod := call.Fun.(*ast.SelectorExpr)
			if !isMethod || method.Sel.Name != "Say" {
				return true
			}
			id, isLiteral := call.Args[0].(*ast.BasicLit)
			require.True(t, isLiteral, "%s: an id is written out, so that a test can find it", path)
			unquoted, err := strconv.Unquote(id.Value)
			require.NoError(t, err)
			asked[unquoted] = true
			return true
		})
		return nil
	}))
	return asked
}
