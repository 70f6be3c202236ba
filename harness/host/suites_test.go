package host

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// A case that needs what ForSuites does not name would be not run on a machine
// that was found fit.
func TestForSuitesNamesAllThatCasesNeed(t *testing.T) {
	named := read(t, "suites.go")
	// var Root = Requirement{ and func Cores(n int) Requirement {
	kinds := regexp.MustCompile(`(?m)^(?:var (\w+) = Requirement\{|func (\w+)\(.*\) Requirement \{)`)
	var names []string
	for _, match := range kinds.FindAllStringSubmatch(read(t, "requirements.go"), -1) {
		names = append(names, match[1]+match[2])
	}
	// host.Root and host.Program("ps"), not host.Program(name)
	need := regexp.MustCompile(`host\.((?:` + strings.Join(names, "|") + `)\b(?:\((?:"[^"]+"|\d+)\))?)([^\w(])`)
	needs := map[string]bool{}
	for _, root := range []string{"../conformance", "../mydocker", "../../chapter3"} {
		require.NoError(t, filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
			if err == nil && strings.HasSuffix(path, ".go") {
				for _, match := range need.FindAllStringSubmatch(read(t, path), -1) {
					needs[match[1]] = true
				}
			}
			return err
		}))
	}
	require.Contains(t, needs, "Ptrace")
	require.Contains(t, needs, `Program("stress")`)
	for need := range needs {
		require.True(t, strings.Contains(named, need), "%s is needed by a case", need)
	}
}

func read(t *testing.T, path string) string {
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	return string(text)
}
