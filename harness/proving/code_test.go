package proving

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestCommentsAndWordsForPeopleAreNoCode(t *testing.T) {
	of := func(source string) string {
		file := filepath.Join(t.TempDir(), "x.go")
		require.NoError(t, os.WriteFile(file, []byte("package x\n\n"+source), 0o644))
		code, err := codeOf(file)
		require.NoError(t, err)
		return string(code)
	}
	plain := of("var a = Clause{ID: \"a\", Promise: \"one\"}\n\nfunc f() { g() }\n")
	require.Equal(t, plain, of("// A comment\n// of two lines.\nvar a = Clause{ID: \"a\", Promise: \"another\"}\n\n// F is f.\nfunc f() {\n\t// Why.\n\tg() // now\n}\n"))
	require.NotEqual(t, plain, of("var a = Clause{ID: \"b\", Promise: \"one\"}\n\nfunc f() { g() }\n"))
	require.NotEqual(t, plain, of("var a = Clause{ID: \"a\", Promise: \"one\"}\n\nfunc f() { h() }\n"))
}
