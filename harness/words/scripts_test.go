package words_test

import (
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const kit = "../.."

// inEnglish are the scripts that speak English alone: those that only
// maintainers start, and the one that says which languages there are.
var inEnglish = []string{"build-box", "pictures", "private-libvirt", "release-box", "test-vm", "while-stdin", "words"}

// spoken finds what a script, or the Makefile, has said by scripts/words: an id
// that begins with its name, and the English as a format.
func spoken(name string) *regexp.Regexp {
	return regexp.MustCompile(`\b` + name + `\.[a-z0-9-]+ (?:'[^']*'|"[^"]*")`)
}

// code reads a script, or the Makefile, without its comments.
func code(t *testing.T, path string) string {
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	return regexp.MustCompile(`(?m)^\s*#.*$`).ReplaceAllString(string(text), "")
}

// speakers returns the path of each script, and of the Makefile, by name.
func speakers(t *testing.T) map[string]string {
	paths, err := filepath.Glob(filepath.Join(kit, "scripts", "*"))
	require.NoError(t, err)
	found := map[string]string{"make": filepath.Join(kit, "Makefile")}
	for _, path := range paths {
		if filepath.Ext(path) == "" {
			found[filepath.Base(path)] = path
		}
	}
	require.Greater(t, len(found), 10)
	return found
}

// linesOfScripts returns the texts of all scripts in English, by id.
func linesOfScripts(t *testing.T) map[string]string {
	found := map[string]string{}
	for name, path := range speakers(t) {
		for _, call := range spoken(name).FindAllString(code(t, path), -1) {
			id, quoted, _ := strings.Cut(call, " ")
			format := quoted[1 : len(quoted)-1]
			require.NotContains(t, format, "$", "%s: a value has its place, and stands behind the format", id)
			require.NotContains(t, format, `\`, id)
			require.NotContains(t, found, "script."+id, "it is said twice")
			found["script."+id] = format
		}
	}
	return found
}

func TestEveryLineOfAScriptIsSaidInEveryLanguageAndNoOther(t *testing.T) {
	english := linesOfScripts(t)
	saysThese(t, "script.", english)
	for id, own := range texts(t, "zh") {
		if format, isOfAScript := english[id]; isOfAScript {
			require.Equal(t, placesOf(t, format), placesOf(t, own), id)
		}
	}
}

// placesOf counts the places of a format. They are of one kind: a shell's printf
// takes the values in the order in which they come.
func placesOf(t *testing.T, format string) int {
	require.NotContains(t, strings.ReplaceAll(format, "%s", ""), "%", format)
	return strings.Count(format, "%s")
}

// A format has to come out of the file by sed as it does by a library.
func TestAShellReadsWhatTheFileSays(t *testing.T) {
	const value = `100%s \n "$0"`
	english, own := linesOfScripts(t), texts(t, "zh")
	calls, want := ". ./words\n", map[string]string{}
	for _, id := range slices.Sorted(maps.Keys(english)) {
		format := english[id]
		calls += "say " + strings.TrimPrefix(id, "script.") + " " + quoted(format) + strings.Repeat(" "+quoted(value), placesOf(t, format)) + "\n"
		want["en"] += strings.ReplaceAll(format, "%s", value) + "\n"
		want["zh"] += strings.ReplaceAll(own[id], "%s", value) + "\n"
	}
	for language, lines := range want {
		shell := exec.Command("sh")
		shell.Dir, shell.Stdin = filepath.Join(kit, "scripts"), strings.NewReader(calls)
		shell.Env = append(os.Environ(), "KIT_LANG="+language, "LC_ALL=C")
		said, err := shell.CombinedOutput()
		require.NoError(t, err)
		require.Equal(t, lines, string(said))
	}
}

// quoted is a word as a shell takes it.
func quoted(word string) string { return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'" }

// sentence is what is printed in English, and not by scripts/words.
var sentence = regexp.MustCompile(`\b(?:echo|printf|error)\b.*[a-z]{2,} [a-z]{2,} [a-z]{2,}.*`)

func TestScriptsForStudentsSayNothingElse(t *testing.T) {
	for name, path := range speakers(t) {
		if !slices.Contains(inEnglish, name) {
			require.Empty(t, sentence.FindString(spoken(name).ReplaceAllString(code(t, path), "")), name)
		}
	}
	for _, name := range inEnglish {
		require.Contains(t, speakers(t), name)
	}
}

// help returns what make help says in a language: what is typed, and what it is for.
func help(t *testing.T, language string) map[string]string {
	list := exec.Command(filepath.Join(kit, "scripts/help"))
	list.Env = append(os.Environ(), "KIT_LANG="+language)
	output, err := list.CombinedOutput()
	require.NoError(t, err, string(output))
	const column = 48 // where it says what for
	found := map[string]string{}
	for _, line := range strings.Split(strings.TrimRight(string(output), "\n"), "\n") {
		if line != "" {
			require.Regexp(t, fmt.Sprintf(`^  make [ -~]{%d} \S`, column-len("  make ")-1), line, "in columns")
			found["help."+strings.TrimSpace(line[:column])] = line[column:]
		}
	}
	return found
}

func TestMakeHelpIsSaidInEveryLanguage(t *testing.T) {
	english := help(t, "en")
	saysThese(t, "help.", english)
	own := texts(t, "zh")
	for id, text := range help(t, "zh") {
		require.Equal(t, own[id], text)
	}

	makefile, err := os.ReadFile(filepath.Join(kit, "Makefile"))
	require.NoError(t, err)
	require.Len(t, english, len(regexp.MustCompile(`(?m)^(##|[a-z].*:.*##) .+`).FindAllString(string(makefile), -1)))
	require.Equal(t, "test one step", english["help.make test-3.1, test-3.2, test-3.3"])
	require.Equal(t, "with all that the tests print", english["help.make test-3.2 VERBOSE=1"])
}
