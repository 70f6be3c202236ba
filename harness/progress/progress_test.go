package progress

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mydocker/harness/conformance"
	"mydocker/harness/terminal"
	"mydocker/harness/words"
)

func TestRunIsRemembered(t *testing.T) {
	kit := t.TempDir()
	records, err := Read(kit)
	require.NoError(t, err)
	require.Empty(t, records)
	require.NoError(t, Remember(kit, "/mine", "3.1", conformance.Results{{Clause: "own-uts", Case: "TestA", Verdict: conformance.Failed}}))
	require.NoError(t, Remember(kit, "/mine", "3.1", conformance.Results{{Clause: "own-pid", Case: "TestB", Verdict: conformance.Passed}}))
	records, err = Read(kit)
	require.NoError(t, err)
	require.Equal(t, map[string]conformance.Verdict{"own-uts": conformance.Failed, "own-pid": conformance.Passed}, records["/mine"].Verdicts)
	require.WithinDuration(t, time.Now(), records["/mine"].When, time.Minute)
}

func TestAnotherStepBeginsAnew(t *testing.T) {
	kit := t.TempDir()
	require.NoError(t, Remember(kit, "/mine", "3.1", conformance.Results{{Clause: "own-uts", Case: "TestA", Verdict: conformance.Passed}}))
	require.NoError(t, Remember(kit, "/mine", "3.2", nil))
	records, err := Read(kit)
	require.NoError(t, err)
	require.Empty(t, records["/mine"].Verdicts)
}

func TestFileThatCannotBeReadIsNamed(t *testing.T) {
	kit := t.TempDir()
	require.NoError(t, os.Mkdir(filepath.Join(kit, "work"), 0o755))
	require.NoError(t, os.WriteFile(file(kit), []byte("{"), 0o644))
	_, err := Read(kit)
	require.ErrorContains(t, err, file(kit))
}

func TestDotIsFilledWhereAClauseIsKept(t *testing.T) {
	verdicts := map[string]conformance.Verdict{"tty-wired": conformance.Passed, "no-tty-quiet": conformance.Failed}
	records := Records{
		"/old":  {Step: "3.1", When: time.Unix(1, 0), Verdicts: map[string]conformance.Verdict{}},
		"/mine": {Step: "3.1", When: time.Unix(2, 0), Verdicts: verdicts},
	}
	say, err := words.In("en")
	require.NoError(t, err)
	var out bytes.Buffer
	records.Draw(&out, say, terminal.Style{})
	require.Contains(t, out.String(), "3.1  ●○○")
	require.Contains(t, out.String(), "1 of ")
	require.Contains(t, out.String(), "in /mine, ")
	require.NotContains(t, out.String(), "/old")
	require.Contains(t, out.String(), "not begun: make start-3.2")
	require.Contains(t, out.String(), "● is kept")
}
