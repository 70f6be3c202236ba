package guides

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestBlockIsCommandsWithWhatTheyPrint(t *testing.T) {
	document := Parse("guide.md", strings.Join([]string{
		"# A guide", "", "```", "# one", "first", "", "$ two \\", "  more", "# cat >file <<'END'", "# a comment", "END", "```",
		"", "## Outside", "", "Now, in another", "terminal:", "", "```", "some text", "# three <<<word", "shown", "```",
		"", "And here:", "", "```go", "# no command", "```", "", "```", "# four", "```",
	}, "\n"))
	require.Equal(t, []int{1, 2}, document.Headings)
	require.Equal(t, []Block{
		{Line: 3, Section: 1, Commands: []Command{
			{Line: 4, Text: "one", Shown: []string{"first", ""}},
			{Line: 7, Text: "two \\\n  more"},
			{Line: 9, Text: "cat >file <<'END'\n# a comment\nEND"},
		}},
		{Line: 19, Section: 2, Second: true, Rest: []string{"some text"}, Commands: []Command{{Line: 21, Text: "three <<<word", Shown: []string{"shown"}}}},
		{Line: 31, Section: 2, Commands: []Command{{Line: 32, Text: "four"}}},
	}, document.Blocks)
}

func TestWhatIsPrintedIsWhatIsShown(t *testing.T) {
	for _, match := range []struct{ shown, printed string }{
		{"same", "same\n"},
		{"...", ""},
		{"...\nlast", "one\ntwo\nlast\n"},
		{"[1] 16550", "[1] 5\n"},
		{"4:memory:/mydocker/4026531836-13968-25b12c87", "11:memory:/mydocker/4026532290-5-0a12ffee\n"},
		{"root           6       1  0 12:01 pts/0    00:00:00 ps -ef", "root          17       1 50 03:59 pts/12   00:00:01 ps -ef\n"},
		{"pid:[4026532179] pid:[4026531836]", "pid:[1] pid:[2]\n"},
		{"^C", ""},
		{"16541 clone(...", "9 clone(child_stack=NULL) = 3\n"},
	} {
		require.True(t, Matches(strings.Split(match.shown, "\n"), match.printed), "%q is shown, and %q printed", match.shown, match.printed)
	}
	for _, other := range []struct{ shown, printed string }{
		{"same", "same\nand more\n"},
		{"same", ""},
		{"137", "136\n"},
		{"104857600", "104857601\n"},
		{"4:memory:/mydocker/4026531836-13968-25b12c87", "4:memory:/\n"},
		{"root           1       0  0 12:01 pts/0    00:00:00 /bin/sh", "root          17       0  0 12:01 pts/0    00:00:00 /bin/sh\n"},
		{"NSpid:	16550	1", "NSpid:	16550	2\n"},
		{"SigCgt:	0000000000000000", "SigCgt:	0000000000000001\n"},
		{"a b", "ab\n"},
		{"Cpus_allowed_list:	1", "Cpus_allowed_list:	0-1\n"},
	} {
		require.False(t, Matches(strings.Split(other.shown, "\n"), other.printed), "%q is shown, and %q printed", other.shown, other.printed)
	}
}

func TestWhatVariesIsInADocument(t *testing.T) {
	all, err := All("../..")
	require.NoError(t, err)
	var shown []string
	for _, document := range all {
		for _, block := range document.Blocks {
			for _, command := range block.Commands {
				shown = append(shown, command.Shown...)
			}
		}
	}
	for _, some := range varies {
		require.True(t, slices.ContainsFunc(shown, some.in.MatchString), "no document shows %s: %s", some.what, some.in)
	}
}
