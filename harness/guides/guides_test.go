package guides_test

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/pmezard/go-difflib/difflib"
	"github.com/stretchr/testify/require"

	"mydocker/harness/conformance"
	"mydocker/harness/guides"
	"mydocker/harness/host"
	"mydocker/harness/stages"
)

const kit = "../.."

// notRun are the commands that are not run here, each with its reason. They
// are to be found by hand, as the person who changes them does.
var notRun = []struct {
	command *regexp.Regexp
	because string
}{
	{regexp.MustCompile(`^(sudo )?(KIT_\S+ )*vagrant\b`), "it brings up a VM; make test-vm does"},
	{regexp.MustCompile(`^(sudo )?(KIT_BOX_BASE=\S+ )?(make box|scripts/build-box)`), "it builds a box for minutes; make test-vm does"},
	{regexp.MustCompile(`^(sudo )?(apt-get|adduser) `), "it changes the machine"},
	{regexp.MustCompile(`^git clone THE_KIT|^cd /vagrant$|^vagrant/`), "it turns a machine into the VM"},
	{regexp.MustCompile(`^(\S+=\S+ )*make (test|prove|mutants)|/tmp/results.json`), "it runs suites for half a minute and more; they are run by other tests, or run this one"},
	{regexp.MustCompile(`^scripts/kit (test|mutants) `), "as make test-3.2 and make mutants"},
	{regexp.MustCompile(`^make lint$`), "it wants the linters, and checks the form of the code that is being tested here"},
}

// documents returns the kit's documents that show commands.
func documents(t *testing.T) []guides.Document {
	var read []guides.Document
	require.NoError(t, filepath.WalkDir(kit, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && slices.Contains([]string{".git", ".vagrant", "work", "bin", "testdata"}, entry.Name()) {
			return fs.SkipDir
		}
		if filepath.Ext(path) != ".md" {
			return nil
		}
		name, err := filepath.Rel(kit, path)
		if err != nil {
			return err
		}
		document, err := guides.Read(kit, name)
		if len(document.Blocks) > 0 {
			read = append(read, document)
		}
		return err
	}))
	require.Greater(t, len(read), 10)
	return read
}

func reasonNotToRun(command string) string {
	for _, row := range notRun {
		if row.command.MatchString(command) {
			return row.because
		}
	}
	return ""
}

func TestEveryExceptionIsOfACommand(t *testing.T) {
	var commands []string
	for _, document := range documents(t) {
		for _, block := range document.Blocks {
			for _, command := range block.Commands {
				commands = append(commands, command.Text)
			}
		}
	}
	for _, row := range notRun {
		require.True(t, slices.ContainsFunc(commands, row.command.MatchString), "no document shows %s", row.command)
	}
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

func TestCommandsPrintWhatIsShown(t *testing.T) {
	host.Needs(t, host.ForSuites()...)
	all := documents(t)
	for _, document := range all {
		blocks := document.Blocks
		if english := inEnglish(document, all); english != nil {
			blocks = onlyHere(document, *english)
		}
		if len(blocks) == 0 {
			continue
		}
		t.Run(document.Name, func(t *testing.T) {
			reader := newReader(t, document)
			for _, block := range blocks {
				t.Run(fmt.Sprintf("%s:%d", document.Name, block.Line), func(t *testing.T) { reader.follow(t, block) })
			}
		})
	}
}

// inEnglish returns the English twin of a document in Chinese.
func inEnglish(document guides.Document, all []guides.Document) *guides.Document {
	name := strings.Replace(document.Name, ".zh-CN.", ".", 1)
	i := slices.IndexFunc(all, func(d guides.Document) bool { return d.Name == name })
	if name == document.Name || i < 0 {
		return nil
	}
	return &all[i]
}

// speaks is a command of the kit that says what it says in the language of the
// person. All others print the same in each.
var speaks = regexp.MustCompile(`^scripts/kit |^make (start|doctor|diff)`)

// onlyHere returns the blocks of a document that the run of its English twin
// does not show to be right.
func onlyHere(document, english guides.Document) []guides.Block {
	return slices.DeleteFunc(slices.Clone(document.Blocks), func(block guides.Block) bool {
		return !slices.ContainsFunc(block.Commands, func(c guides.Command) bool { return speaks.MatchString(c.Text) }) &&
			slices.ContainsFunc(english.Blocks, func(other guides.Block) bool { return same(block, other) })
	})
}

// same reports whether two blocks have the same commands, which print the same.
func same(a, b guides.Block) bool {
	return slices.EqualFunc(a.Commands, b.Commands, func(a, b guides.Command) bool {
		return withoutComment(a) == withoutComment(b) && slices.Equal(a.Shown, b.Shown)
	})
}

// reader does what a document says, in a room of their own.
type reader struct {
	document guides.Document
	room     *guides.Room
	// first is where they type, and second is the other terminal.
	first, second *guides.Terminal
	// running is set while a command of the first has not ended.
	running bool
}

func newReader(t *testing.T, document guides.Document) *reader {
	language := "en"
	if strings.Contains(document.Name, ".zh-CN.") {
		language = "zh"
	}
	room, err := guides.NewRoom(kit, language)
	require.NoError(t, err)
	r := &reader{document: document, room: room}
	t.Cleanup(func() {
		for _, terminal := range []*guides.Terminal{r.first, r.second} {
			if terminal != nil {
				terminal.Close()
			}
		}
		require.NoError(t, room.Close())
	})
	return r
}

// terminal returns the one that a block is typed into. One that a block has
// failed in is not used again.
func (r *reader) terminal(t *testing.T, block guides.Block) *guides.Terminal {
	place := &r.first
	if block.Second {
		place = &r.second
	}
	if *place == nil {
		terminal, err := r.room.Terminal()
		require.NoError(t, err)
		*place = terminal
	}
	t.Cleanup(func() {
		if t.Failed() {
			(*place).Close()
			*place = nil
		}
	})
	return *place
}

// follow types a block, and compares.
func (r *reader) follow(t *testing.T, block guides.Block) {
	terminal := r.terminal(t, block)
	if r.running && !block.Second {
		r.running = false
		terminal.Type("\x04") // the end of its input
		_, err := terminal.Await()
		require.NoError(t, err, "the end of what was left running")
	}
	for i, command := range block.Commands {
		if because := reasonNotToRun(command.Text); because != "" {
			t.Logf("%s:%d: not run: %s: %s", r.document.Name, command.Line, command.Text, because)
			continue
		}
		leave := !block.Second && i == len(block.Commands)-1 && r.secondFollows(block)
		var printed string
		var err error
		if leave {
			printed, err = terminal.Leave(command)
			r.running = err == nil
		} else {
			printed, err = terminal.Run(command)
		}
		compare(t, fmt.Sprintf("%s:%d", r.document.Name, command.Line), command, printed, err)
	}
}

// secondFollows reports whether the block below is for the second terminal.
func (r *reader) secondFollows(block guides.Block) bool {
	next := slices.IndexFunc(r.document.Blocks, func(b guides.Block) bool { return b.Line > block.Line })
	return next >= 0 && r.document.Blocks[next].Second
}

func compare(t *testing.T, place string, command guides.Command, printed string, err error) {
	t.Helper()
	// In the documents the kit is where root may have cloned it.
	shown := strings.Split(strings.ReplaceAll(strings.Join(command.Shown, "\n"), "/root/mydocker", guides.Kit), "\n")
	if len(command.Shown) == 0 {
		shown = nil
	}
	if err == nil && guides.Matches(shown, printed) {
		return
	}
	if err != nil {
		t.Errorf("%s: %s\n%v", place, command.Text, err)
	}
	if len(shown) > 0 {
		shown[len(shown)-1] += "\n"
	}
	diff, _ := difflib.GetUnifiedDiffString(difflib.UnifiedDiff{
		A: difflib.SplitLines(strings.Join(shown, "\n")), B: difflib.SplitLines(printed),
		FromFile: "shown", ToFile: "printed", Context: 100,
	})
	t.Fatalf("%s: %s\n%s", place, command.Text, diff)
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

func withoutComment(command guides.Command) string { return comment.ReplaceAllString(command.Text, "") }

// commands are those of a document, without comments.
func commands(document guides.Document) (all []string) {
	for _, block := range document.Blocks {
		for _, command := range block.Commands {
			all = append(all, withoutComment(command))
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
