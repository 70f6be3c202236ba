package judge

import (
	"io"
	"os/exec"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestMarkInTheMidstOfALineIsNone(t *testing.T) {
	var out strings.Builder
	f := &frames{to: &out}
	for _, part := range []string{"\x16=== RUN   A\n    \x16--- PASS: A\n", "    x", "\x16--- PASS: B", "\n", "\x16--- FAIL: A\n"} {
		_, err := io.WriteString(f, part)
		require.NoError(t, err)
	}
	require.Equal(t, "\x16=== RUN   A\n    ?--- PASS: A\n    x?--- PASS: B\n\x16--- FAIL: A\n", out.String())
}

// What a case logs of a runtime's output is no verdict.
func TestNoProgramSpeaksAsTheSuites(t *testing.T) {
	suites := exec.Command("printf", `\026=== RUN   TestConformance/LimitsSet/TestSwapIsLimitedWithMemory\n`+
		`    stdout: \026--- PASS: TestConformance/LimitsSet/TestSwapIsLimitedWithMemory (0.00s)\n`+
		`    stdout: \026=== NAME  TestConformance/Lifecycle/TestSigtermAsksFirst\n`+
		`\026--- FAIL: TestConformance/LimitsSet/TestSwapIsLimitedWithMemory (0.10s)\n\026=== NAME  \n\026FAIL\n`)
	var events []Event
	_, err := listen(suites, func(event Event) { events = append(events, event) })
	require.NoError(t, err)
	require.Len(t, events, 2)
	require.Equal(t, "TestSwapIsLimitedWithMemory", events[1].Case)
	require.Equal(t, "failed", string(events[1].Verdict))
}
