package lesson

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"mydocker/harness/conformance"
	"mydocker/harness/words"
)

func TestEveryClauseHasItsSourceAndNoOther(t *testing.T) {
	known := map[string]bool{}
	for _, clause := range conformance.Catalogue() {
		known[clause.ID] = true
		require.NotEmpty(t, sources[clause.ID].Book, clause.ID)
	}
	for id := range sources {
		require.Contains(t, known, id)
	}
}

// run makes a run in which these clauses failed, and all others of 3.1 passed.
func run(failed ...string) Run {
	r := Run{Outputs: map[string]string{}}
	verdicts := map[string]conformance.Verdict{}
	for _, id := range failed {
		verdicts[id] = conformance.Failed
	}
	for _, clause := range conformance.Catalogue() {
		if clause.Step != "3.1" || clause.Level == conformance.Ours {
			continue
		}
		verdict := conformance.Passed
		if verdicts[clause.ID] != "" {
			verdict = verdicts[clause.ID]
		}
		for _, testCase := range clause.Cases {
			r.Results = append(r.Results, conformance.CaseResult{Clause: clause.ID, Case: "Test" + testCase, Verdict: verdict})
		}
	}
	return r
}

func TestLessonIsOnTheClauseThatTheLikeliestSlipBreaks(t *testing.T) {
	lesson, any, err := First(run("own-uts", "hostname-kept"))
	require.NoError(t, err)
	require.True(t, any)
	require.Equal(t, "own-uts", lesson.Clause.ID)
	require.Equal(t, "no-uts", lesson.Slips[0].ID)
}

func TestLessonIsOnTheFirstThatFailedWhereNothingIsLikeIt(t *testing.T) {
	lesson, any, err := First(run("interactive", "proc-flags", "cwd-kept", "needs-root"))
	require.NoError(t, err)
	require.True(t, any)
	require.Empty(t, lesson.Slips)
	require.Equal(t, "cwd-kept", lesson.Clause.ID)
}

func TestWhatRuinsTheMachineComesFirst(t *testing.T) {
	of := func(failed ...string) string {
		lesson, _, err := First(run(failed...))
		require.NoError(t, err)
		return lesson.Clause.ID
	}
	require.Equal(t, "host-proc-kept", of("exit-status", "cwd-kept", "needs-root", "host-proc-kept"))
	require.Equal(t, "tty-wired", of("tty-wired", "cwd-kept", "needs-root", "host-proc-kept"), "it may fail since that does")
	require.Equal(t, "hostname-kept", of("hostname-kept", "host-proc-kept"), "a slip that breaks both")
}

func TestClauseOfWhichACaseWasNotAskedDoesNotSpeakAgainstASlip(t *testing.T) {
	r := run("host-proc-kept")
	first := func() Lesson {
		lesson, _, err := First(r)
		require.NoError(t, err)
		return lesson
	}
	require.Empty(t, first().Slips, "who leaves the mounts shared fails no-orphan too, in a case that not all are asked")
	asked := clause("no-orphan").Cases[:4]
	r.Results = slices.DeleteFunc(r.Results, func(result conformance.CaseResult) bool {
		return result.Clause == "no-orphan" && !slices.Contains(asked, strings.TrimPrefix(result.Case, "Test"))
	})
	require.Equal(t, "mounts-not-private", first().Slips[0].ID)
}

func TestWhatIsFoundLaterIsWhatCounts(t *testing.T) {
	known, later := run("own-uts", "interactive"), run()
	later.Results = slices.DeleteFunc(later.Results, func(result conformance.CaseResult) bool { return result.Clause != "own-uts" })
	now := known.With(later)
	require.Equal(t, conformance.Passed, now.Results.Of("own-uts"))
	require.Equal(t, conformance.Failed, now.Results.Of("interactive"))
	require.Len(t, now.Results, len(known.Results))
}

func TestThereIsNoLessonWhereNothingFailed(t *testing.T) {
	_, any, err := First(run())
	require.NoError(t, err)
	require.False(t, any)
}

func TestPlaceIsALineOfTheProgram(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.Mkdir(filepath.Join(dir, "container"), 0o755))
	source := "package container\n\n// CLONE_NEWUTS in a comment\nvar flags = syscall.CLONE_NEWUTS\n"
	require.NoError(t, os.WriteFile(filepath.Join(dir, "container", "container_process.go"), []byte(source), 0o644))
	look := "container/container_process.go: CLONE_NEWUTS; run.go: Run"
	require.Equal(t, []Place{{"container/container_process.go", 4}}, places(dir, look), "there is no run.go")
	require.Equal(t, []Place{{"container/container_process.go", 0}}, places(dir, "container/container_process.go: CLONE_NEWNET"))
	require.Empty(t, places("", look), "a binary alone")
}

func TestPlaceOfAFunctionIsItsDeclaration(t *testing.T) {
	dir := t.TempDir()
	source := "package main\n\nvar run = Runner\n\n// Run runs.\nfunc init() { Run() }\nfunc Run() {}\n"
	require.NoError(t, os.WriteFile(filepath.Join(dir, "run.go"), []byte(source), 0o644))
	require.Equal(t, []Place{{"run.go", 7}}, places(dir, "run.go: Run"))
	require.Equal(t, []Place{{"run.go", 7}}, declared(dir, "Run"))
}

func TestEachFunctionThatIsNamedIsAPlace(t *testing.T) {
	dir := t.TempDir()
	source := "package main\n\nfunc catchSignals() {}\n\nfunc relaySignals() { handles() }\n\nfunc handles() {}\n"
	require.NoError(t, os.WriteFile(filepath.Join(dir, "signals.go"), []byte(source), 0o644))
	require.Equal(t, []Place{{"signals.go", 3}, {"signals.go", 5}, {"signals.go", 7}}, places(dir, clause("no-orphan").Look))
}

func TestFunctionThatIsStillEmptyIsAllThereIsToSay(t *testing.T) {
	r := run("tty-wired", "no-tty-quiet", "exit-status")
	r.Outputs["Test"+clause("tty-wired").Cases[0]] = "what was run; repeat it as root, in /kit:\n  scripts/guarded mine run\n    stderr: panic: 3.1: write runAction\n"
	lesson, _, err := First(r)
	require.NoError(t, err)
	require.Equal(t, "runAction", lesson.ToWrite)
	require.Empty(t, lesson.Slips)
	require.Contains(t, written(t, "en", lesson), lesson.Clause.Promise)
	require.Contains(t, written(t, "en", lesson), "/chapter3/3.1/README.md")
	require.Contains(t, written(t, "en", lesson), runSection)
}

// What a step before promises is broken by what is empty in this one.
func TestFunctionThatIsStillEmptyIsInTheGuideOfItsOwnStep(t *testing.T) {
	r := run("tty-wired", "no-tty-quiet")
	r.Outputs["Test"+clause("tty-wired").Cases[0]] = "what was run; repeat it as root, in /kit:\n  scripts/guarded mine run\n    stderr: panic: 3.3: write (*CgroupManager).Leave\n"
	text := written(t, "en", firstOf(t, r))
	require.Contains(t, text, "/chapter3/3.3/README.md")
	require.NotContains(t, text, "3.1")
}

func TestNothingThatATerminalWouldObeyIsPrinted(t *testing.T) {
	r := run("tty-wired")
	r.Outputs["Test"+clause("tty-wired").Cases[0]] = "    x.go:1: \n        \tError Trace:\tx.go:1\n        \tError:      \tit was \x1b[2J\n" +
		"what was run; repeat it as root, in /kit:\n  scripts/guarded mine run\n    stdout: \x1b]0;title\a\r\n    exit status 0\n"
	lesson, _, err := First(r)
	require.NoError(t, err)
	text := written(t, "en", lesson)
	require.Contains(t, text, `it was \x1b[2J`)
	require.Contains(t, text, `stdout: \x1b]0;title\a\r`)
	require.NotContains(t, text, "\x1b")
}

func TestOfATraceTheFirstLineIsShown(t *testing.T) {
	r := run("tty-wired")
	r.Outputs["Test"+clause("tty-wired").Cases[0]] = "what was run; repeat it as root, in /kit:\n  scripts/guarded mine run\n    stderr: panic: oh\n    stderr: goroutine 1 [running]:\n    stderr: main.main()\n    exit status 2\n"
	lesson, _, err := First(r)
	require.NoError(t, err)
	text := written(t, "en", lesson)
	require.Contains(t, text, "panic: oh")
	require.Contains(t, text, "exit status 2")
	require.NotContains(t, text, "main.main")
}

func TestCommandToRepeatHasItsEnvironment(t *testing.T) {
	r := run("env-kept")
	r.Outputs["Test"+clause("env-kept").Cases[0]] = "what was run; repeat it as root, in /kit:\n  KEPT=kit-1 scripts/guarded mine run\n    stdout: scripts/guarded\n    exit status 0\n"
	lesson, _, err := First(r)
	require.NoError(t, err)
	text := written(t, "en", lesson)
	require.Contains(t, text, "KEPT=kit-1 /the/kit/scripts/guarded mine run")
	require.Contains(t, text, "stdout: scripts/guarded")
}

func clause(id string) conformance.Clause {
	found, _ := conformance.ByID(id)
	return found
}

func written(t *testing.T, language string, lesson Lesson) string {
	say, err := words.In(language)
	require.NoError(t, err)
	var out bytes.Buffer
	Page{Out: &out, Say: say, Kit: "/the/kit", Program: "mine"}.Write("heading", lesson)
	return out.String()
}

func TestPageHasWhatTheLessonIs(t *testing.T) {
	r := run("own-uts")
	r.Outputs["TestUtsNamespaceIsItsOwn"] = `    x.go:1: 
        	Error Trace:	x.go:1
        	Error:      	Not equal: 
        	            	expected: "a"
        	            	actual  : "b"
        	Messages:   	the uts namespace
    suite.go:108: 
        what was run; repeat it as root, in /kit:
          scripts/guarded /tmp/m1 run -ti /kit/bin/probe
            exit status 1
        means
`
	lesson, _, err := First(r)
	require.NoError(t, err)
	for _, language := range words.Languages {
		text := written(t, language, lesson)
		for _, part := range []string{"heading", `"a"`, `"b"`, "2.1.2 UTS Namespace", "uts_namespaces(7)", "/the/kit/scripts/guarded /tmp/m1 run -ti", "/the/kit/chapter3/3.1/README"} {
			require.Contains(t, text, part, language)
		}
	}
}
