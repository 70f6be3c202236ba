package lesson

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"mydocker/harness/conformance"
	"mydocker/harness/slips"
)

// saying has all failed cases of a clause print a report.
func (r Run) saying(report string, clauses ...string) Run {
	for _, result := range r.Results {
		if result.Verdict == conformance.Failed && slices.Contains(clauses, result.Clause) {
			r.Outputs[result.Case] = report
		}
	}
	return r
}

// reported is what a failed case prints: what an assertion says, and what was
// run. Lines of a run are indented.
func reported(says, ran string) string {
	return "    x.go:1: \n        \tError Trace:\tx.go:1\n        \tError:      \t" + says + "\n" +
		"what was run; repeat it as root, in /kit:\n  scripts/guarded mine run -ti /bin/true\n" + ran + "means\n"
}

func firstOf(t *testing.T, r Run) Lesson {
	lesson, any, err := First(r)
	require.NoError(t, err)
	require.True(t, any)
	return lesson
}

func TestWhereNothingStartsTheLessonSaysSoAndNamesNoSlip(t *testing.T) {
	for _, ends := range []string{
		"    stderr: level=error msg=no such file\n    exit status 125\n",
		"    stderr: level=error msg=no such file\n    exit status 0\n",
		"    exit status 1\n",
		"    run was ended by signal: segmentation fault\n",
	} {
		lesson := firstOf(t, likeSlip(t, "no-wait").saying(reported("Not equal", ends), "tty-wired", "no-tty-quiet"))
		require.True(t, lesson.NothingStarts, ends)
		require.Equal(t, "tty-wired", lesson.Clause.ID)
		require.Empty(t, lesson.Slips)
		require.Contains(t, written(t, "en", lesson), "no container starts")
		require.Contains(t, written(t, "zh", lesson), "没有一个容器能启动")
	}
}

func TestWhereTheCommandRanOrNobodyComplainedASlipIsNamed(t *testing.T) {
	for _, ends := range []string{
		"    exit status 0\n",
		"    stdout: kit-0123abcd\n    stderr: level=info msg=started\n    exit status 255\n",
		"    stdout: kit9876fedc: kit-0123abcd\n    exit status 255\n",
	} {
		lesson := firstOf(t, likeSlip(t, "no-wait").saying(reported("Not equal", ends), "tty-wired", "no-tty-quiet"))
		require.False(t, lesson.NothingStarts, ends)
		require.Contains(t, slipIDs(lesson), "no-wait")
	}
}

func TestWhileAFunctionIsEmptyNoSlipIsNamed(t *testing.T) {
	like := func() Run { return likeSlip(t, "signals-kill-run") }
	require.Contains(t, slipIDs(firstOf(t, like())), "signals-kill-run")
	ran := "    stderr: panic: 3.1: write handles\n    exit status 2\n"
	r := like().saying(reported("Not equal", ran), "no-orphan")
	require.Empty(t, firstOf(t, r).Slips)
	r = run("own-uts", "hostname-kept", "exit-status").saying(reported("Not equal", ran), "hostname-kept")
	require.Empty(t, firstOf(t, r).ToWrite, "what fails first is something else")
	require.Empty(t, firstOf(t, r).Slips)
}

func TestWhileAFlagIsNotKnownNoSlipIsNamed(t *testing.T) {
	for _, says := range []string{
		"stderr: flag provided but not defined: -m",
		"stdout: Incorrect Usage: flag provided but not defined: -m",
		`stderr: Incorrect Usage: invalid value "100m" for flag -m: parse error`,
	} {
		r := likeSlip(t, "m-by-another-name").saying(reported("Not equal", "    "+says+"\n    exit status 1\n"), "memory-set")
		require.Empty(t, firstOf(t, r).Slips, says)
		require.Equal(t, "memory-set", firstOf(t, r).Clause.ID)
	}
	r := run("env-kept", "tty-wired", "cwd-kept").saying(reported("Not equal", "    stderr: flag provided but not defined: -ti\n    exit status 2\n"), "tty-wired")
	require.Equal(t, "tty-wired", firstOf(t, r).Clause.ID)
	r = likeSlip(t, "m-by-another-name").saying(reported("Not equal", "    stderr: flag provided but not defined: -m\n"), "memory-set")
	for i, result := range r.Results {
		if result.Clause == "host-proc-kept" {
			r.Results[i].Verdict = conformance.Failed
		}
	}
	require.Equal(t, "host-proc-kept", firstOf(t, r).Clause.ID, "the machine is ruined by then")
	require.Empty(t, firstOf(t, r).Slips)
}

func TestFlagThatOnlyBelongsToTheCommandOrIsSpelledInTwoWaysIsASlip(t *testing.T) {
	r := likeSlip(t, "one-spelling").saying(reported("Not equal", "    stderr: flag provided but not defined: -it\n    exit status 1\n"), "tty-wired")
	require.Equal(t, []string{"one-spelling"}, slipIDs(firstOf(t, r)))
	r = likeSlip(t, "flags-hoisted").saying(reported("Not equal", "    stderr: flag provided but not defined: -vm-bytes\n    exit status 1\n"), "flags-end-at-command")
	require.Contains(t, slipIDs(firstOf(t, r)), "flags-hoisted")
}

const hung = "Received unexpected error:\n        \t            \tscripts/guarded mine run -ti /bin/true did not end within 20s; still running: [7 mydocker (state S, parent 6)]"

func TestWhereRunHangsTheFirstPlaceIsWhereItWaits(t *testing.T) {
	r := likeSlip(t, "stdin-alone").saying(reported(hung, "    it had not ended when the case did\n"), "tty-wired")
	r.Dir = t.TempDir()
	require.NoError(t, os.MkdirAll(filepath.Join(r.Dir, "container"), 0o755))
	require.NoError(t, os.WriteFile(filepath.Join(r.Dir, "run.go"), []byte("package main\n\nfunc Run() {}\n"), 0o644))
	require.NoError(t, os.WriteFile(filepath.Join(r.Dir, "container", "container_process.go"), []byte("package container\n\nfunc NewParentProcess() {}\n"), 0o644))
	lesson := firstOf(t, r)
	require.Empty(t, lesson.Slips)
	require.Equal(t, []Place{{"run.go", 3}, {"container/container_process.go", 3}}, lesson.Places)
	require.Contains(t, written(t, "en", lesson), "look at      run.go: Run, and its Wait")
	require.Contains(t, written(t, "zh", lesson), "run.go：Run 和其中的 Wait")
}

func TestRunThatDoesNotEndWhenItIsToldToIsNoHang(t *testing.T) {
	r := run("no-orphan").saying(reported(hung, "    then run was sent SIGTERM\n    it had not ended when the case did\n"), "no-orphan")
	require.False(t, firstOf(t, r).Hangs)
}

func TestRunThatHangsAtThePipeIsToldOfIt(t *testing.T) {
	r := likeSlip(t, "pipe-never-closed").saying(reported(hung, "    it had not ended when the case did\n"), "tty-wired", "no-tty-quiet")
	require.Contains(t, slipIDs(firstOf(t, r)), "pipe-never-closed")
}

func TestSlipOfALaterStepIsNotNamed(t *testing.T) {
	r := likeSlip(t, "init-reads-anything")
	require.Contains(t, slipIDs(firstOf(t, r)), "init-reads-anything")
	r.Results = slices.DeleteFunc(r.Results, func(result conformance.CaseResult) bool { return clause(result.Clause).Step != "3.1" })
	require.NotContains(t, slipIDs(firstOf(t, r)), "init-reads-anything")
}

func slipIDs(lesson Lesson) []string { return idsOf(lesson.Slips) }

func idsOf(known []slips.Slip) (ids []string) {
	for _, slip := range known {
		ids = append(ids, slip.ID)
	}
	return ids
}
