package grade

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

const testMod = "module mydocker\n\ngo 1.23.0\n\nrequire github.com/urfave/cli v1.22.17\n"

// laidOut lays out a module of files, by their names and texts.
func laidOut(t *testing.T, files map[string]string) (module, error) {
	dir := t.TempDir()
	for name, text := range files {
		file := filepath.Join(dir, name)
		require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o755))
		require.NoError(t, os.WriteFile(file, []byte(text), 0o644))
	}
	return layOut(dir, "3.2", []byte(testMod))
}

func TestVersionsAreTheKitsAndTheNameIsTheirs(t *testing.T) {
	m, err := laidOut(t, map[string]string{
		"go.mod":    "module example.org/ada/mydocker\n\ngo 1.22\n\nrequire evil.org/x v1.0.0\n\nreplace github.com/urfave/cli => ../evil\n",
		"main.go":   "package main\n\nimport \"example.org/ada/mydocker/c\"\n",
		"c/init.go": "package c\n",
	})
	require.NoError(t, err)
	require.Equal(t, ".", m.root)
	require.Equal(t, ".", m.main)
	require.Equal(t, "module example.org/ada/mydocker\n\ngo 1.23.0\n\nrequire github.com/urfave/cli v1.22.17\n", string(m.mod))
}

func TestModuleWithoutANameIsCalledAsItIsImported(t *testing.T) {
	m, err := laidOut(t, map[string]string{
		"mine/main.go":           "package main\n\nimport \"mydocker/chapter3/3.2/container\"\n",
		"mine/container/init.go": "package container\n",
	})
	require.NoError(t, err)
	require.Equal(t, "mine", m.root)
	require.Equal(t, ".", m.main)
	require.Contains(t, string(m.mod), "module mydocker/chapter3/3.2\n")
}

func TestProgramIsTheOnlyOneOrTheSteps(t *testing.T) {
	m, err := laidOut(t, map[string]string{
		"go.mod": "module mydocker\n", "chapter3/3.1/main.go": "package main\n", "chapter3/3.2/main.go": "package main\n", "chapter3/3.2/c/c.go": "package c\n",
	})
	require.NoError(t, err)
	require.Equal(t, "chapter3/3.2", m.main)
	_, err = laidOut(t, map[string]string{"a/main.go": "package main\n", "b/main.go": "package main\n"})
	requireRejected(t, err, "which one is the program? there is a package main in a, b")
	_, err = laidOut(t, map[string]string{"a.go": "package a\n"})
	requireRejected(t, err, "no package main")
}

func TestImportsAreTheStandardLibrarysTheirOwnOrAllowed(t *testing.T) {
	for imported, words := range map[string]string{
		"C": "without cgo", "mydocker/harness/grade": "", "no/such": "", "github.com/chromedp/chromedp": "beside the standard library", "../evil": "beside the standard library", "/etc": "beside the standard library",
		"github.com/urfave/climate": "beside the standard library",
	} {
		_, err := laidOut(t, map[string]string{"go.mod": "module ada\n", "main.go": "package main\n\nimport _ \"" + imported + "\"\n"})
		if words == "" {
			require.NoError(t, err, "the compiler says so: %s", imported)
			continue
		}
		requireRejected(t, err, words)
	}
	_, err := laidOut(t, map[string]string{"main.go": "package main\n\nimport (\n\t\"os\"\n\t\"github.com/urfave/cli\"\n\t\"golang.org/x/sys/unix\"\n)\n"})
	require.NoError(t, err)
}

func TestWhatDoesNotParseIsSaidWithItsPlace(t *testing.T) {
	_, err := laidOut(t, map[string]string{"c/main.go": "pakage main\n"})
	requireRejected(t, err, "c/main.go:1:1: expected 'package'")
}
