//go:build browser

package look

import (
	"fmt"
	"os"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"mydocker/harness/browser"
	"mydocker/harness/mydocker"
	"mydocker/harness/words"
)

func TestInABrowserAContainerIsAsTheKernelSays(t *testing.T) {
	container, chromium := runs(t), browser.Start(t)
	for _, language := range words.Languages {
		reader := Reader{"/"}
		found, err := reader.FindBy(container.PID)
		require.NoError(t, err)
		require.Equal(t, []int{container.PID}, found)
		read, err := reader.Read(container.PID)
		require.NoError(t, err)
		page := chromium.Open(Draw(read, in(t, language)).Page)

		require.Equal(t, language, page.Language())
		isAsTheKernelSays(t, page, container)
		page.Screenshot(kit, "look-"+language)
		page.Dark()
		page.Screenshot(kit, "look-dark-"+language)
		require.Empty(t, page.Overflowing())
		require.Empty(t, page.Troubles())
	}
}

// isAsTheKernelSays asks the kernel again, by other ways than this package's.
func isAsTheKernelSays(t *testing.T, page *browser.Page, container *mydocker.Container) {
	pid := strconv.Itoa(container.PID)
	inside, err := container.PidsInside()
	require.NoError(t, err)
	require.Equal(t, map[string]string{pid: fmt.Sprint(inside[0])}, page.Facts("pid-inside"))
	require.Contains(t, page.Facts("process"), pid)
	require.Equal(t, "cat - <b>容器</b>", page.Facts("command")[pid])

	shown, here := page.Facts("namespace"), page.Facts("namespace-here")
	require.Len(t, shown, 5)
	for kind, inode := range shown {
		identity, err := container.Namespace(kind)
		require.NoError(t, err)
		require.Equal(t, identity, kind+":["+inode+"]")
		ours, err := os.Readlink("/proc/self/ns/" + kind)
		require.NoError(t, err)
		require.Equal(t, ours, kind+":["+here[kind]+"]")
	}

	settings := page.Facts("setting")
	memory, err := container.CgroupNow("memory")
	require.NoError(t, err)
	limit, err := memory.Read("memory.limit_in_bytes")
	require.NoError(t, err)
	require.Equal(t, "104857600", limit)
	require.Equal(t, limit, settings["memory.limit_in_bytes"])
	require.Equal(t, "0", settings["cpuset.cpus"])
	require.Equal(t, memory.Path, page.Facts("group")["memory"])
	require.Equal(t, map[string]string{"/proc": "own"}, page.Facts("proc-shows"))

	descriptors, err := container.Descriptors()
	require.NoError(t, err)
	var seen []string
	for _, mark := range page.Marks("descriptor") {
		require.Equal(t, mark.Value, mark.Text)
		seen = append(seen, mark.Key+" -> "+mark.Value)
	}
	require.ElementsMatch(t, descriptors, seen)
}
