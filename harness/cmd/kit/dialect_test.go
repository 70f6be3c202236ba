package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"mydocker/harness/words"
)

func TestAWrongDialectIsSaidBeforeAnythingIsCompiled(t *testing.T) {
	binary := filepath.Join(t.TempDir(), "mydocker-3.1")
	require.NoError(t, os.WriteFile(binary, []byte("#!/bin/sh\n"), 0o755))
	t.Setenv("MYDOCKER_DIALECT", "-ti=-it,-x=-y")
	err := kit(testCommand(inEnglish(t)), binary)
	require.Equal(t, 2, statusOf(err))
	require.EqualError(t, err, `test: MYDOCKER_DIALECT: "-x=-y" is not FLAG=SPELLING with a FLAG of -ti, -m, -cpushare, -cpuset`)

	t.Setenv("MYDOCKER_DIALECT", "")
	require.NoError(t, os.WriteFile(binary+".dialect", []byte("-m\n"), 0o644))
	err = kit(testCommand(inEnglish(t)), binary)
	require.Equal(t, 2, statusOf(err))
	require.ErrorContains(t, err, binary+`.dialect: "-m" is not FLAG=SPELLING`)
	chinese, errOfWords := words.In("zh")
	require.NoError(t, errOfWords)
	require.ErrorContains(t, kit(testCommand(chinese), binary), `mydocker-3.1.dialect: "-m" 不是`)
}

func TestTheDialectOfADirectoryStandsBesideWhatIsBuilt(t *testing.T) {
	source, built := t.TempDir(), filepath.Join(t.TempDir(), "bin", "mydocker")
	of := &trial{program: source, source: source, binary: built, say: inEnglish(t)}
	require.NoError(t, os.WriteFile(filepath.Join(source, "go.mod"), []byte("module x\n"), 0o644))
	require.NoError(t, os.WriteFile(filepath.Join(source, "main.go"), []byte("package main\n\nfunc main() {}\n"), 0o644))
	for _, spelled := range []string{"-ti=-it\n", ""} {
		require.NoError(t, os.WriteFile(of.dialectFile(), []byte(spelled), 0o644))
		require.NoError(t, of.build())
		text, err := os.ReadFile(built + ".dialect")
		require.NoError(t, err)
		require.Equal(t, spelled, string(text))
	}
	require.NoError(t, os.WriteFile(of.dialectFile(), []byte("-x\n"), 0o644))
	require.ErrorContains(t, of.build(), of.dialectFile())
}
