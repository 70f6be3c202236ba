//go:build browser

package trace

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"mydocker/harness/browser"
	"mydocker/harness/host"
	"mydocker/harness/mydocker"
	"mydocker/harness/picture"
	"mydocker/harness/words"
)

// lookedAt opens a drawing as a page, and returns it when it was looked at.
func lookedAt(t *testing.T, chromium *browser.Browser, drawing picture.Drawing, name string) *browser.Page {
	page := chromium.Open(drawing.Page)
	require.Equal(t, drawing.Language, page.Language())
	page.Screenshot(kit, name+"-"+drawing.Language)
	require.Empty(t, page.Overflowing())
	require.Empty(t, page.Troubles())
	return page
}

// shown are the events of a lane in a page, in their order.
func shown(page *browser.Page, lane Lane) (kinds []string) {
	for _, mark := range page.Marks("event") {
		if mark.Key == string(lane) {
			kinds = append(kinds, mark.Value)
		}
	}
	return kinds
}

func TestInABrowserARunIsAsItWas(t *testing.T) {
	host.Needs(t, Needs()...)
	host.Needs(t, host.CgroupV1("memory"), host.SwapAccounting)
	binary := filepath.Join(t.TempDir(), "mydocker")
	require.NoError(t, mydocker.Build(filepath.Join(kit, "chapter3/3.3"), binary))
	command := []string{"sh", "-c", `echo "<容器>"; exit 3`}
	recording, err := Record(kit, mydocker.Runtime{Path: binary}, append([]string{"run", "-ti", "-m", "100m"}, command...), Patience())
	require.NoError(t, err)
	require.False(t, recording.Hung)
	require.Equal(t, "<容器>\n", recording.Stdout)
	life, err := Watch(recording.Calls, binary, command)
	require.NoError(t, err)
	chromium := browser.Start(t)
	for _, language := range words.Languages {
		page := lookedAt(t, chromium, Draw(life, in(t, language), true), "trace")
		require.Equal(t, []string{"start", "mkdir", "limit", "limit", "pipe", "enter", "clone", "leave", "send", "wait", "rmdir", "exit"}, shown(page, Run))
		require.Equal(t, []string{"deathsig", "exec", "receive", "mount", "mount", "closerange", "command", "exit"}, shown(page, Init))
		text := page.Text()
		for _, said := range []string{`sh -c echo "<容器>"; exit 3`, "memory.limit_in_bytes ← 104857600", "tasks ← 0", "clone " + all, "wait 3"} {
			require.Contains(t, text, said)
		}
	}
}

func TestInABrowserWhatIsMissingIsSeen(t *testing.T) {
	chromium := browser.Start(t)
	for _, language := range words.Languages {
		rows := Compare(step33(t), wrong(t))
		page := lookedAt(t, chromium, DrawRows(rows, Names{"mydocker-3.3", "wrong"}, in(t, language)), "compare")
		var missing []string
		for _, mark := range page.Marks("missing") {
			missing = append(missing, mark.Key+" "+mark.Value)
		}
		require.Subset(t, missing, []string{"run join memory", "init mount /proc proc"})
		require.Len(t, missing, strings.Count(strings.Join(otherRows(rows), "\n"), "missing"))
	}
}
