package lesson

import (
	"testing"

	"github.com/stretchr/testify/require"

	"mydocker/harness/judge"
)

// Who repeats a case whose command is the probe sees nothing, and is told what
// to do.
func TestWhatToDoWhileTheProbeWaits(t *testing.T) {
	waits := Lesson{Clause: clause("own-uts"), Report: judge.Report{Runs: []string{
		"scripts/guarded /tmp/mine run -ti /kit/bin/probe", "  it had not ended when the case did",
		"(the probe waits for orders; look at it in /proc, from a second terminal)",
	}}}
	require.Contains(t, written(t, "en", waits), "waits: look at it from a second terminal with /the/kit/scripts/kit look /tmp/mine; Ctrl-C ends it)")
	require.Contains(t, written(t, "zh", waits), "请在另一个终端用 /the/kit/scripts/kit look /tmp/mine 看它")
	waits.Report.Runs[0] = "scripts/guarded '/tmp/of mine' run -ti /kit/bin/probe"
	require.Contains(t, written(t, "en", waits), "with /the/kit/scripts/kit look; Ctrl-C ends it)")
	waits.Report.Runs = waits.Report.Runs[:2]
	require.NotContains(t, written(t, "en", waits), "second terminal")
}
