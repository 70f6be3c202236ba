//go:build browser

package browser

import (
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestInABrowserTroubleIsSeen opens pages that are wrong: a check that finds
// nothing on them would find nothing anywhere.
func TestInABrowserTroubleIsSeen(t *testing.T) {
	page := Start(t).Open(func(out io.Writer) error {
		_, err := io.WriteString(out, `<!DOCTYPE html><html lang="zh"><body style="margin:0"><script>console.error("oh"); throw new Error("no")</script>
<img src="missing.png">
<svg width="1400" height="100"><rect width="1400" height="100"/><rect width="50" height="40"/>
<text x="5" y="20" data-what="a" data-key="b" data-value="c">much too long for its box<title>not seen</title></text></svg></body></html>`)
		return err
	})
	require.Equal(t, "zh", page.Language())
	troubles := page.Troubles()
	require.Len(t, troubles, 3, "%q", troubles)
	for _, trouble := range []string{"console.error", "Error: no", "ERR_FILE_NOT_FOUND"} {
		require.Contains(t, strings.Join(troubles, "\n"), trouble)
	}
	overflowing := page.Overflowing()
	require.Len(t, overflowing, 2, "%q", overflowing)
	require.Equal(t, []Mark{{"a", "b", "c", "much too long for its box"}}, page.Marks(""))
	require.Equal(t, map[string]string{"b": "c"}, page.Facts("a"))
}
