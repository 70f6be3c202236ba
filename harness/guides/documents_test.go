package guides_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"mydocker/harness/conformance"
	"mydocker/harness/guides"
	"mydocker/harness/stages"
)

const kit = "../.."

func documents(t *testing.T) []guides.Document {
	read, err := guides.All(kit)
	require.NoError(t, err)
	require.Greater(t, len(read), 10)
	return read
}

// looksTyped is what a line begins with that a person types.
var looksTyped = regexp.MustCompile(`^((sudo|make|vagrant|git|go (build|test|run)|cd|apt-get|scripts/\S+|bin/\S+)( |$)|KIT_\w+=)`)

func TestEveryCommandHasAPrompt(t *testing.T) {
	for _, document := range documents(t) {
		for _, block := range document.Blocks {
			for i, line := range block.Rest {
				require.False(t, looksTyped.MatchString(line), "%s:%d: a command has \"# \" or \"$ \" before it: %s", document.Name, block.Line+1+i, line)
			}
		}
	}
}

// comment ends a command that a person reads.
var comment = regexp.MustCompile(`\s+# .*$`)

func TestBothLanguagesShowTheSameCommands(t *testing.T) {
	for _, english := range documents(t) {
		name := strings.TrimSuffix(english.Name, ".md") + ".zh-CN.md"
		if strings.HasSuffix(english.Name, ".zh-CN.md") {
			continue
		}
		if _, err := os.Stat(filepath.Join(kit, name)); err != nil {
			require.False(t, strings.HasPrefix(english.Name, "chapter3/"), "%s is missing", name)
			continue
		}
		chinese, err := guides.Read(kit, name)
		require.NoError(t, err)
		require.Equal(t, english.Headings, chinese.Headings, "the levels of the headings of %s, and of %s", english.Name, name)
		require.Equal(t, commands(english), commands(chinese), "%s and %s", english.Name, name)
	}
}

// asInEnglish is a command as a document in English has it: without a comment,
// and without what has the kit speak Chinese.
func asInEnglish(command guides.Command) string {
	return strings.TrimPrefix(comment.ReplaceAllString(command.Text, ""), "KIT_LANG=zh ")
}

// commands are those of a document, as in English.
func commands(document guides.Document) (all []string) {
	for _, block := range document.Blocks {
		for _, command := range block.Commands {
			all = append(all, asInEnglish(command))
		}
	}
	return all
}

// clausesHead is the head of a table whose last column names clauses.
var clausesHead = regexp.MustCompile(`\| (clauses?|条款) \|$`)

// The tables of what is to be written, and of what goes wrong, have the
// catalogue once more, for people.
func TestGuidesNameEachClauseOfTheirStep(t *testing.T) {
	known := map[string]string{} // its step
	for _, clause := range conformance.Catalogue() {
		known[clause.ID] = clause.Step
	}
	for _, stage := range stages.Chapter3 {
		for _, guide := range []string{"README.md", "README.zh-CN.md"} {
			name := filepath.Join("chapter3", stage.Name, guide)
			text, err := os.ReadFile(filepath.Join(kit, name))
			require.NoError(t, err)
			named := map[string]bool{"logs-apart": stage.Name == "3.1"} // main.go is given, and in no table
			inTable := false
			for _, line := range strings.Split(string(text), "\n") {
				inTable = strings.HasPrefix(line, "|") && (inTable || clausesHead.MatchString(line))
				if !inTable || clausesHead.MatchString(line) || strings.HasPrefix(line, "|--") {
					continue
				}
				cells := strings.Split(strings.Trim(line, "|"), "|")
				for _, clause := range strings.Split(cells[len(cells)-1], ",") {
					if clause = strings.TrimSpace(clause); clause != "" {
						require.Contains(t, known, clause, "%s: %s", name, line)
						named[clause] = true
					}
				}
			}
			for clause, step := range known {
				if step == stage.Name {
					require.True(t, named[clause], "%s does not name %s", name, clause)
				}
			}
		}
	}
}

// packageRow is a row of the harness's table of packages.
var packageRow = regexp.MustCompile("(?m)^\\| `([a-z/]+)` \\|")

func TestEachPackageOfTheHarnessIsInTheTable(t *testing.T) {
	packages := map[string]bool{}
	harness := filepath.Join(kit, "harness")
	require.NoError(t, filepath.WalkDir(harness, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && entry.Name() == "testdata" {
			return fs.SkipDir
		}
		if filepath.Ext(path) == ".go" {
			name, _ := filepath.Rel(harness, filepath.Dir(path))
			packages[name] = true
		}
		return err
	}))
	for _, guide := range []string{"README.md", "README.zh-CN.md"} {
		text, err := os.ReadFile(filepath.Join(harness, guide))
		require.NoError(t, err)
		named := map[string]bool{}
		for _, row := range packageRow.FindAllStringSubmatch(string(text), -1) {
			named[row[1]] = true
		}
		require.Equal(t, packages, named, guide)
	}
}
