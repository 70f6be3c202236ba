package guides_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/pmezard/go-difflib/difflib"
	"github.com/stretchr/testify/require"

	"mydocker/harness/guides"
	"mydocker/harness/host"
)

func TestCommandsPrintWhatIsShown(t *testing.T) {
	host.Needs(t, append(host.ForSuites(), host.Program("strace"), host.Program("ip"), host.Program("findmnt"), host.Program("openssl"))...)
	all, built := documents(t), t.TempDir()
	for _, document := range all {
		blocks := document.Blocks
		if english := inEnglish(document, all); english != nil {
			blocks = onlyHere(document, *english)
		}
		blocks = slices.DeleteFunc(slices.Clone(blocks), nothingToRun)
		if len(blocks) == 0 {
			continue
		}
		t.Run(document.Name, func(t *testing.T) {
			reader := newReader(t, document, built)
			for _, block := range blocks {
				t.Run(fmt.Sprintf("%s:%d", document.Name, block.Line), func(t *testing.T) { reader.follow(t, block) })
			}
		})
	}
}

func nothingToRun(block guides.Block) bool {
	return !slices.ContainsFunc(block.Commands, func(c guides.Command) bool { return reasonNotToRun(c.Text) == "" })
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

// speaks is a command that says what it says in the language of the person.
// All others print the same in each; kit diff is held to both by stepdiff.
var speaks = regexp.MustCompile(`^make (run|start|doctor)`)

// onlyHere returns the blocks of the sections of a document that the run of its
// English twin does not show to be right.
func onlyHere(document, english guides.Document) []guides.Block {
	sections := map[int]bool{}
	for _, block := range document.Blocks {
		if slices.ContainsFunc(block.Commands, func(c guides.Command) bool { return speaks.MatchString(asInEnglish(c)) }) ||
			!slices.ContainsFunc(english.Blocks, func(other guides.Block) bool { return same(block, other) }) {
			sections[block.Section] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(document.Blocks), func(block guides.Block) bool { return !sections[block.Section] })
}

// same reports whether two blocks have the same commands, which print the same.
func same(a, b guides.Block) bool {
	return slices.EqualFunc(a.Commands, b.Commands, func(a, b guides.Command) bool {
		return asInEnglish(a) == asInEnglish(b) && slices.Equal(a.Shown, b.Shown)
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

func newReader(t *testing.T, document guides.Document, built string) *reader {
	language := "en"
	if strings.Contains(document.Name, ".zh-CN.") {
		language = "zh"
	}
	room, err := guides.NewRoom(kit, built, language)
	require.NoError(t, err)
	r := &reader{document: document, room: room}
	for name, text := range found(t, document.Name) {
		require.NoError(t, room.Put(name, text))
	}
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
