package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"mydocker/harness/conformance"
	"mydocker/harness/host"
	"mydocker/harness/judge"
	"mydocker/harness/lesson"
	"mydocker/harness/mydocker"
	"mydocker/harness/words"
)

func inEnglish(t *testing.T) words.Words {
	say, err := words.In("en")
	require.NoError(t, err)
	return say
}

func TestStepIsInTheName(t *testing.T) {
	require.Equal(t, "3.2", stepIn("3.2"))
	require.Equal(t, "3.2", stepIn("mydocker-3.2"))
	require.Empty(t, stepIn("mine"))
	binary := filepath.Join(t.TempDir(), "box")
	require.NoError(t, os.WriteFile(binary, []byte("#!/bin/sh\n"), 0o755))
	err := kit(testCommand(inEnglish(t)), binary)
	require.Equal(t, 2, statusOf(err))
	require.EqualError(t, err, "test: which step is "+binary+" of? Say --step 3.1, or another of 3.1, 3.2, 3.3")
}

func TestCannotBeTestedIsAnotherStatusThanNotKept(t *testing.T) {
	require.Equal(t, 2, statusOf(notTested{errors.New("it does not compile")}))
	require.Equal(t, 1, statusOf(errors.New("3 of 27 are not kept")))
	err := kit(testCommand(inEnglish(t)), "no/such/program")
	require.Equal(t, 2, statusOf(err))
	require.ErrorContains(t, err, "no/such/program")
	plain := filepath.Join(t.TempDir(), "mydocker-3.1")
	require.NoError(t, os.WriteFile(plain, nil, 0o644))
	err = kit(testCommand(inEnglish(t)), plain)
	require.Equal(t, 2, statusOf(err))
	require.ErrorContains(t, err, "chmod +x")
}

func TestFlagsAreSaidInThePersonsLanguage(t *testing.T) {
	dialect := mydocker.Dialect{Spelled: map[string]string{"-m": "--memory"}, Other: map[string]string{"-cpushare": "-cpu"}, Source: "from its run --help"}
	require.Equal(t, dialect.String(), flagsSaid(inEnglish(t), dialect.String()))
	say, err := words.In("zh")
	require.NoError(t, err)
	require.Equal(t, "-m 写作 --memory; 没有 -cpushare，有 -cpu (取自它的 run --help)", flagsSaid(say, dialect.String()))
	require.Equal(t, "与书一致", flagsSaid(say, mydocker.Dialect{}.String()))
}

func TestFlagsThatNobodyHasSpelledAreAGuess(t *testing.T) {
	binary := filepath.Join(t.TempDir(), "box")
	of := &trial{program: binary, binary: binary, step: "3.2", say: inEnglish(t)}
	for help, guessed := range map[string][]string{
		"": {"-ti", "-m", "-cpushare", "-cpuset"},
		"  -ti  with a terminal\n  -m LIMIT\n  -cpushare N\n  --cpuset-cpus LIST\n": nil,
		"  -a  attach\n  --mem LIMIT\n  -cpu N  quota\n":                            {"-ti", "-cpuset"},
		"usage: box run [-ti] [-m LIMIT] COMMAND":                                   {"-cpushare", "-cpuset"},
	} {
		require.Equal(t, guessed, of.unnamed(help), help)
	}
	require.NoError(t, os.WriteFile(of.dialectFile(), []byte("-ti=-a\n"), 0o644))
	t.Setenv("MYDOCKER_DIALECT", "-cpuset=-x,-m=-y")
	require.Equal(t, []string{"-cpushare"}, of.unnamed(""))
	of.step = "3.1"
	require.Empty(t, of.unnamed(""))
}

func TestHelpOfAProgramIsReadInAGuard(t *testing.T) {
	host.Needs(t, host.Root, host.CgroupV1("memory"))
	binary := filepath.Join(t.TempDir(), "box")
	require.NoError(t, os.WriteFile(binary, []byte("#!/bin/sh\necho \"$*\"\necho -ti >&2\n"), 0o755))
	help, ended := helpOf(binary)
	require.True(t, ended)
	require.Equal(t, "run --help\n-ti\n", help)
}

func TestSummaryCountsWhatIsNotKept(t *testing.T) {
	var results conformance.Results
	for i, clause := range (&trial{step: "3.1"}).asked() {
		verdict := conformance.Passed
		if i < 2 {
			verdict = conformance.Failed
		}
		results = append(results, conformance.CaseResult{Clause: clause.ID, Case: "Test" + clause.Cases[0], Verdict: verdict})
	}
	missed, all := summarize(&trial{step: "3.2", say: inEnglish(t)}, lesson.Run{Results: results})
	require.Equal(t, 2, missed)
	require.Equal(t, len((&trial{step: "3.1"}).asked()), all, "what was not asked is not counted")
}

func TestNextIsTheStepBehind(t *testing.T) {
	require.Contains(t, next(&trial{workshop: &workshop{kit: "kit"}, step: "3.1", program: "mine", say: inEnglish(t)}), " start-3.2 FROM=mine")
	require.NotContains(t, next(&trial{step: "3.3", program: "mine", say: inEnglish(t)}), " start-")
}

func TestOwnSuitesAreCounted(t *testing.T) {
	passed, failed, broken := count([]byte(`{"Action":"pass","Test":"TestA"}
{"Action":"fail","Package":"y","Test":"TestB"}
{"Action":"fail","Package":"y"}
{"Action":"fail","Package":"x"}
`))
	require.Equal(t, []any{1, 1, 1}, []any{passed, failed, broken})
	dir := t.TempDir()
	write := func(name, text string) {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644))
	}
	write("go.mod", "module x\n")
	write("main.go", "package main\n\nfunc main() {}\n")
	require.Equal(t, "It has no suites of its own.", ownSuites(context.Background(), dir, inEnglish(t)))
	write("main_test.go", "package main\n\nimport \"testing\"\n\nfunc TestA(t *testing.T) {}\nfunc TestB(t *testing.T) { t.Fail() }\n")
	require.Contains(t, ownSuites(context.Background(), dir, inEnglish(t)), "1 of 2 tests pass")
	write("main_test.go", "package main\n\nfunc TestA(t *testing.T) {}\n")
	require.Contains(t, ownSuites(context.Background(), dir, inEnglish(t)), "do not compile")
}

func TestStarterIsAskedAllThatTheChaptersProgramsAre(t *testing.T) {
	ids := func(trial trial) (ids []string) {
		for _, clause := range trial.asked() {
			ids = append(ids, clause.ID)
		}
		return ids
	}
	require.NotContains(t, ids(trial{step: "3.1"}), "host-kept-ns")
	require.Contains(t, ids(trial{step: "3.1", ours: true}), "host-kept-ns")
}

func TestNothingIsAllKeptWhileAFunctionIsEmpty(t *testing.T) {
	dir := t.TempDir()
	of := &trial{workshop: &workshop{kit: "kit"}, step: "3.1", source: dir, say: inEnglish(t)}
	require.NoError(t, of.congratulate())
	require.NoError(t, os.WriteFile(filepath.Join(dir, "signals.go"), []byte("package main\n\nfunc catch() {\n\tpanic(\"3.1: write catch\")\n}\n"), 0o644))
	require.ErrorContains(t, of.congratulate(), "catch (signals.go:4)")
}

func TestTwoRunsOnOneProgramAreApart(t *testing.T) {
	kit := t.TempDir()
	first, lock := keptIn(kit, "/mine/mydocker-3.1")
	second, other := keptIn(kit, "/mine/mydocker-3.1")
	require.NotEqual(t, first, second)
	lock.Close()
	again, third := keptIn(kit, "/mine/mydocker-3.1")
	require.Equal(t, first, again)
	other.Close()
	third.Close()
	require.NoError(t, os.WriteFile(filepath.Join(kit, "file"), nil, 0o644))
	_, none := keptIn(filepath.Join(kit, "file"), "/mine/mydocker-3.1")
	require.Nil(t, none)
}

func TestOfARunThatIsLeftWholeClausesCount(t *testing.T) {
	clause := conformance.Clause{ID: "both", Cases: []string{"A", "B"}}
	a := judge.Event{Case: "TestA", Clause: clause, Ended: true, Verdict: conformance.Passed}
	b := judge.Event{Case: "TestB", Clause: clause, Ended: true}
	require.Empty(t, ofWholeClauses([]judge.Event{a}))
	require.Len(t, ofWholeClauses([]judge.Event{a, b}), 1, "that which was no question has no verdict")
}

func TestRoundBeginsWithTheLessonsClause(t *testing.T) {
	clauses := (&trial{step: "3.1"}).asked()
	require.Len(t, parts(clauses), 2)
	require.Equal(t, clauses[:1], parts(clauses)[0])
	require.Empty(t, parts(nil))
	found := lesson.Run{Results: conformance.Results{
		{Clause: "hostname-kept", Case: "TestHostnameSetInsideStaysInside", Verdict: conformance.Failed},
		{Clause: "own-uts", Case: "TestUtsNamespaceIsItsOwn", Verdict: conformance.Failed},
		{Clause: "interactive", Case: "TestShellHasPromptEchoAndJobControl", Verdict: conformance.Blocked},
		{Clause: "pid-one", Case: "TestCommandIsPidOneOfANewNamespace", Verdict: conformance.Passed},
	}}
	missed, err := toBeginWith(found)
	require.NoError(t, err)
	var ids []string
	for _, clause := range missed {
		ids = append(ids, clause.ID)
	}
	require.Equal(t, []string{"own-uts", "hostname-kept", "interactive"}, ids)
}
