//go:build browser

package classpage

import (
	"io"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"mydocker/harness/browser"
	"mydocker/harness/result"
	"mydocker/harness/words"
)

func TestInABrowserAClassIsAsItsResults(t *testing.T) {
	c := class(map[string][]string{"student 0": {"own-uts", "own-net"}, "student 1": {}, "student 2": {"exit-status"}, "student 3": {"own-uts", "own-net"}})
	c.Submissions[1].Name = hostileText
	c.Submissions[1].Left = []string{hostileText}
	for i := range c.Submissions[0].Clauses {
		c.Submissions[0].Clauses[i].Report = hostileText
	}
	c.Submissions = append(c.Submissions, result.Submission{Name: "broken", Outcome: result.NotBuilt, Message: hostileText}, result.Submission{Name: "nobody", Outcome: result.NotGraded})
	wanted := map[string]string{}
	for _, one := range c.Submissions {
		for _, clause := range one.Clauses {
			wanted[one.Name+" "+clause.ID] = string(clause.Verdict)
		}
	}
	kit, err := filepath.Abs("../..")
	require.NoError(t, err)
	chromium := browser.Start(t)
	for _, language := range words.Languages {
		say, err := words.In(language)
		require.NoError(t, err)
		page := chromium.Open(func(w io.Writer) error { return Write(w, c, say) })
		require.Equal(t, language, page.Language())
		require.Equal(t, wanted, page.Facts("verdict"))
		require.Equal(t, "2/4", page.Facts("kept")["own-uts"])
		page.Screenshot(kit, "class-"+language)
		page.Dark()
		page.Screenshot(kit, "class-dark-"+language)
		require.Empty(t, page.Overflowing())
		require.Empty(t, page.Troubles())
	}
}
