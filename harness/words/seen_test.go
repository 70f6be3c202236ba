package words_test

import (
	"errors"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"mydocker/harness/judge"
	"mydocker/harness/lesson"
	"mydocker/harness/words"
)

// namesOnly are messages that are a name, which is the same in every language.
var namesOnly = []string{"file", "path"}

func TestEveryMessageOfACaseIsSaidInEveryLanguageAndNoOther(t *testing.T) {
	messages := map[string]bool{}
	for _, made := range assertions(t) {
		for _, message := range made.says {
			text, isText := constant(message)
			if !isText {
				require.Contains(t, namesOnly, types.ExprString(message), "%s: a message is written out, so that a test can find it", made.at)
				continue
			}
			messages[text] = true
		}
	}
	for _, language := range words.Languages[1:] {
		said := formats(t, language, "message")
		for message := range messages {
			require.NotEmpty(t, said[message], "%s: %q", language, message)
			for _, name := range names(message) {
				require.Contains(t, said[message], name, "%s: %s", language, message)
			}
		}
		for message := range said {
			require.True(t, messages[message], "no case says %q", message)
		}
	}
}

// verb is a place for a value.
var verb = regexp.MustCompile(`%[-+#0-9.]*[a-zA-Z]`)

func TestFormatsOfOneTextHaveTheSameValues(t *testing.T) {
	for _, language := range words.Languages[1:] {
		for _, kind := range []string{"message", "assertion", "error", "run", "left", "flags", "rejection"} {
			for english, own := range formats(t, language, kind) {
				var values []any
				for i := range verb.FindAllString(english, -1) {
					values = append(values, fmt.Sprintf("<value %d>", i+1))
				}
				printed := fmt.Sprintf(own, values...)
				require.NotContains(t, printed, "%!", english)
				for _, value := range values {
					require.Equal(t, 1, strings.Count(printed, value.(string)), "%s in %s", value, english)
				}
			}
		}
	}
}

// failures are the assertions of testify that the cases make, each as it fails;
// of Equal, all is in what was wanted and what was got.
var failures = map[string]func(*assert.Assertions){
	"Equal":       func(*assert.Assertions) {},
	"NotEqual":    func(a *assert.Assertions) { a.NotEqual(0, 0) },
	"True":        func(a *assert.Assertions) { a.True(false) },
	"False":       func(a *assert.Assertions) { a.False(true) },
	"Empty":       func(a *assert.Assertions) { a.Empty("text") },
	"NotEmpty":    func(a *assert.Assertions) { a.NotEmpty("") },
	"NotNil":      func(a *assert.Assertions) { a.NotNil(nil) },
	"Len":         func(a *assert.Assertions) { a.Len([]string{"a"}, 2) },
	"Contains":    func(a *assert.Assertions) { a.Contains("some text", "word") },
	"NotContains": func(a *assert.Assertions) { a.NotContains("some text", "text") },
	"Subset":      func(a *assert.Assertions) { a.Subset([]string{"a"}, []string{"b"}) },
	"Regexp":      func(a *assert.Assertions) { a.Regexp("a+", "text") },
	"NoError":     func(a *assert.Assertions) { a.NoError(errors.New("init, process 7, is not dead")) },
	"Failf":       func(a *assert.Assertions) { a.Failf("an argument arrived changed", "argument %d", 1) },
	"ElementsMatch": func(a *assert.Assertions) {
		a.ElementsMatch([]string{"a", "b"}, []string{"b"})
		a.ElementsMatch([]string{"a"}, []string{"a", "b"})
		a.ElementsMatch([]string{"a"}, []string{"b"})
	},
}

// printer is a test that fails, and keeps what is printed of it.
type printer struct{ text string }

func (p *printer) Errorf(format string, values ...any) { p.text += fmt.Sprintf(format, values...) }

var chinese = regexp.MustCompile(`\p{Han}`)

func TestWhatTestifySaysIsSaidInChinese(t *testing.T) {
	say, err := words.In("zh")
	require.NoError(t, err)
	made := map[string]bool{}
	for _, assertion := range assertions(t) {
		require.Contains(t, failures, assertion.name, "it is to be shown how it fails")
		made[assertion.name] = true
	}
	for name, fail := range failures {
		require.Contains(t, made, name, "no case makes it")
		var printed printer
		fail(assert.New(&printed))
		report := lesson.Seen(say, judge.ReadReport(printed.text))
		require.True(t, name == "Equal" || len(report.Findings) > 0, name)
		for _, finding := range report.Findings {
			require.Regexp(t, chinese, finding.Says, name)
		}
	}
}

func TestWhatTheHarnessPrintsIsStillInItsCode(t *testing.T) {
	var code strings.Builder
	for _, dir := range []string{"../mydocker", "../conformance"} {
		inspect(t, dir, func(node ast.Node, _ *token.FileSet) {
			if literal, isLiteral := node.(*ast.BasicLit); isLiteral {
				text, _ := constant(literal)
				code.WriteString(text + "\n")
			}
		})
	}
	for _, text := range texts(t, words.Languages[0]) {
		code.WriteString(text + "\n") // of the report
	}
	for _, language := range words.Languages[1:] {
		for _, kind := range []string{"error", "run"} {
			for english := range formats(t, language, kind) {
				english = strings.TrimPrefix(english, "held by ptrace ") // what follows is a value
				for _, piece := range verb.Split(english, -1) {
					if piece = strings.Trim(piece, ":) ("); !strings.Contains(code.String(), piece) {
						t.Errorf("%q is in no code, of %q", piece, english)
					}
				}
			}
		}
	}
}

// formats returns those of a kind: in English, and in the language.
func formats(t *testing.T, language, kind string) map[string]string {
	found := map[string]string{}
	for id, text := range texts(t, language) {
		if english, isOfKind := strings.CutPrefix(id, "printed."+kind+"."); isOfKind {
			found[english] = text
		}
	}
	require.NotEmpty(t, found)
	return found
}
