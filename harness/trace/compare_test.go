package trace

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"mydocker/harness/picture"
	"mydocker/harness/terminal"
	"mydocker/harness/words"
)

// otherRows are the rows that are not the same, as "missing init mount /proc proc".
func otherRows(rows []Row) []string {
	var lines []string
	for _, row := range rows {
		event := row.Reference
		if event == nil {
			event = row.Theirs
		}
		if row.Verdict != Same {
			lines = append(lines, strings.TrimSpace(string(row.Verdict)+" "+string(row.Lane())+" "+event.key()))
		}
	}
	return lines
}

func TestLifeIsLikeItself(t *testing.T) {
	for _, life := range []Life{step31(t), step32(t), step33(t), hangs(t)} {
		rows := Compare(life, life)
		require.Empty(t, otherRows(rows))
		require.Len(t, rows, len(life.Events))
	}
}

func TestWhatIsMissingIsSeen(t *testing.T) {
	reference := step33(t)
	// The wrong one was run without -cpuset.
	var events []Event
	for _, event := range reference.Events {
		if !strings.Contains(event.Path+event.Subject, "cpuset") {
			events = append(events, event)
		}
	}
	reference.Events = events
	require.Equal(t, []string{"differs run clone", "missing run join memory", "missing init mount /proc proc"}, otherRows(Compare(reference, wrong(t))))
	require.Equal(t, []string{
		"differs: run: starts a process in namespaces of its own (-NEWNET)",
		"missing: run: puts a process into the cgroup (memory/mydocker/…/cgroup.procs ← init)",
		"missing: init: mounts a /proc of its own (mount /proc proc MS_NODEV|MS_NOEXEC|MS_NOSUID)",
	}, Differences(Compare(reference, wrong(t)), in(t, "en")))
}

func TestEarlierStepLacksWhatTheLaterBrings(t *testing.T) {
	require.Subset(t, otherRows(Compare(step32(t), step31(t))), []string{"missing run mkdir memory", "missing run join memory"})
}

func TestOrderInALaneCounts(t *testing.T) {
	life := Life{Events: []Event{{Kind: Mount, Subject: "/", Lane: Init}, {Kind: Mount, Subject: "/proc proc", Lane: Init}, {Kind: Pipe, Lane: Run}}}
	other := Life{Events: []Event{{Kind: Pipe, Lane: Run}, {Kind: Mount, Subject: "/proc proc", Lane: Init}, {Kind: Mount, Subject: "/", Lane: Init}}}
	rows := otherRows(Compare(life, other))
	require.Len(t, rows, 2)
	for _, row := range rows {
		require.Contains(t, row, "moved init mount")
	}
	require.Len(t, Differences(Compare(life, other), in(t, "en")), 1)
}

func TestGroupsNameAndTheMessageAreEachRuntimesOwn(t *testing.T) {
	ours := Life{Events: []Event{{Kind: Mkdir, Subject: "memory", Path: "/sys/fs/cgroup/memory/a"}, {Kind: Send, Detail: "1"}}}
	theirs := Life{Events: []Event{{Kind: Mkdir, Subject: "memory", Path: "/sys/fs/cgroup/memory/b"}, {Kind: Send, Detail: "2"}}}
	require.Empty(t, otherRows(Compare(ours, theirs)))
}

func TestArgumentsThatChangeOnTheWayAreSeen(t *testing.T) {
	ours := Life{Events: []Event{{Kind: Command, Lane: Init, Args: []string{"echo", "a  b"}}}}
	theirs := Life{Events: []Event{{Kind: Command, Lane: Init, Args: []string{"/bin/echo", "a", "b"}}}}
	require.Equal(t, []string{"differs init command"}, otherRows(Compare(ours, theirs)))
}

func in(t *testing.T, language string) words.Words {
	say, err := words.In(language)
	require.NoError(t, err)
	return say
}

func TestTextFitsATerminal(t *testing.T) {
	for _, language := range words.Languages {
		var out strings.Builder
		Text(&out, step33(t), in(t, language), terminal.Style{})
		TextOfRows(&out, Compare(step33(t), wrong(t)), Names{"mydocker-3.3", "wrong"}, in(t, language), terminal.Style{})
		for _, line := range strings.Split(out.String(), "\n") {
			require.LessOrEqual(t, terminal.Width(line), 100, line)
		}
		require.NotContains(t, out.String(), "\x1b")
		require.NotContains(t, out.String(), "\x00")
	}
}

func TestTextHasTwoLanes(t *testing.T) {
	var out strings.Builder
	Text(&out, step31(t), in(t, "en"), terminal.Style{})
	require.Contains(t, out.String(), "    95 starts a process in namespaces of its own ──▶\n")
	require.Regexp(t, `(?m)^ +\d+ {48}mounts a /proc of its own$`, out.String())
	require.Regexp(t, `(?m)^ +\d+ learns how init ended$`, out.String())
}

func TestPictureShowsEveryEventAndNothingOutsideOfIt(t *testing.T) {
	life, rows := step33(t), Compare(step33(t), hangs(t))
	for _, language := range words.Languages {
		say := in(t, language)
		for _, drawing := range []picture.Drawing{Draw(life, say, true), Draw(life, say, false), DrawRows(rows, Names{"a", "b"}, say)} {
			for _, box := range drawing.Boxes {
				require.LessOrEqual(t, box.X+box.Width, width-margin)
				require.LessOrEqual(t, box.Y+box.Height, drawing.Height-margin)
				require.Positive(t, box.Height)
			}
			for _, text := range drawing.Texts {
				require.Less(t, text.Y, drawing.Height)
			}
		}
		var shown []string
		for _, text := range Draw(life, say, true).Texts {
			if text.Mark.What == "event" && text.Mark.Key == "init" {
				shown = append(shown, text.Mark.Value)
			}
		}
		require.Equal(t, []string{"deathsig", "exec", "receive", "mount", "mount", "closerange", "command", "exit"}, shown)
	}
}

// What is another at each run is not in a picture that is kept.
func TestPictureThatIsKeptHasNoTimesAndPids(t *testing.T) {
	life := step33(t)
	kept := Draw(life, in(t, "en"), false)
	for i := range life.Events {
		life.Events[i].At *= 3
	}
	life.RunPID, life.InitPID = 1234, 4321
	require.Equal(t, kept, Draw(life, in(t, "en"), false))
}

func TestArgumentsAreShownAsTheyAre(t *testing.T) {
	event := Event{Kind: Command, Path: "/bin/sh", Args: []string{"sh", "-c", `echo "a  b"`, ""}}
	require.Equal(t, `execve /bin/sh ["sh" "-c" "echo \"a  b\"" ""]`, event.call())
}
