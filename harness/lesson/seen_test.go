package lesson

import (
	"fmt"
	"regexp"
	"testing"

	"github.com/stretchr/testify/require"

	"mydocker/harness/judge"
	"mydocker/harness/mydocker"
	"mydocker/harness/words"
)

func seenInChinese(t *testing.T, report judge.Report) judge.Report {
	say, err := words.In("zh")
	require.NoError(t, err)
	return Seen(say, report)
}

var chinese = regexp.MustCompile(`\p{Han}`)

func TestHowARunEndedIsSaidInChinese(t *testing.T) {
	lines := []string{
		"  exit status 1", "  run was ended by signal: killed", "  it had not ended when the case did", `  then "\x03" was typed`, "  then run was sent SIGTERM", "  then the command was sent SIGKILL",
		"(the probe waits for orders; look at it in /proc, from a second terminal)",
	}
	for _, point := range []mydocker.Point{mydocker.AtFork, mydocker.AtJoin, mydocker.AtExec, mydocker.AtJoinAndExec} {
		lines = append(lines, "held by ptrace "+point.String())
	}
	for _, line := range seenInChinese(t, judge.Report{Runs: lines}).Runs {
		require.Regexp(t, chinese, line)
	}
}

func TestProcessesAndSignalsAreSaidInChinese(t *testing.T) {
	seen := seenInChinese(t, judge.Report{
		Findings: []judge.Finding{{Says: "Received unexpected error:\nrun -ti did not end within 20s; still running: [7 sleep (state S, parent 9200)]"}},
		Runs:     []string{"  run was ended by signal: killed"},
	})
	require.Equal(t, "run -ti 在 20s 之内没有结束；还在运行的有：[7 sleep （状态 S，父进程 9200）]", seen.Findings[0].Says)
	require.Equal(t, "  run 被信号结束：SIGKILL", seen.Runs[0])
}

func TestWhatIsLeftIsSaidInChinese(t *testing.T) {
	state := func(value string) mydocker.State {
		return mydocker.State{Mounts: []string{value}, Groups: []string{value}, Links: []string{value}, Files: []string{value}}
	}
	lists := []string{"process left: 12 sleep (state S, parent 9)"}
	for _, list := range append(lists, state("now").Difference(state("then"))...) {
		finding := judge.Finding{What: fmt.Sprintf("left: %v", []string{list}), Says: fmt.Sprintf("Should be empty, but was %v", []string{list, list})}
		finding = seenInChinese(t, judge.Report{Findings: []judge.Finding{finding}}).Findings[0]
		require.NotRegexp(t, `left|gone|state`, finding.What+finding.Says)
	}
}

func TestWhatAProgramPrintedStays(t *testing.T) {
	printed := judge.Report{
		Findings: []judge.Finding{{Wanted: `"outside"`, Got: `"inside"`, Says: `"file left: inside" does not contain "outside"`}},
		Runs:     []string{"scripts/guarded mine run", "  stdout: exit status 1", "  stderr: it had not ended when the case did"},
	}
	seen := seenInChinese(t, printed)
	require.Equal(t, printed.Runs, seen.Runs)
	require.Equal(t, []judge.Finding{{Wanted: `"outside"`, Got: `"inside"`, Says: `"file left: inside" 里没有 "outside"`}}, seen.Findings)
}

func TestInEnglishAReportIsAsItIs(t *testing.T) {
	report := judge.Report{
		Findings: []judge.Finding{{What: "outside", Says: "Should be empty, but was [mount left: /]"}},
		Runs:     []string{"scripts/guarded mine run", "  exit status 1"},
	}
	require.Equal(t, report, Seen(words.Words{}, report))
}

func TestRunThatWasKilledBeforeItsCommandIsSaidToBe(t *testing.T) {
	const line = "scripts/guarded mine run -ti -m 100m /kit/bin/probe"
	report := func(ended string) judge.Report {
		return judge.Report{
			Findings: []judge.Finding{{Says: "Received unexpected error:\n" + line + ": run ended before its command was seen running"}},
			Runs:     []string{"scripts/guarded mine run /bin/true", "  exit status 137", line, "  " + ended},
		}
	}
	for _, ended := range []string{"exit status 137", "run was ended by signal: killed"} {
		require.Contains(t, Seen(words.Words{}, report(ended)).Findings[0].Says, "SIGKILL")
		require.Regexp(t, `结束了\n它是被信号 9`, seenInChinese(t, report(ended)).Findings[0].Says)
	}
	require.NotContains(t, Seen(words.Words{}, report("exit status 125")).Findings[0].Says, "SIGKILL", "another run was killed")
}
