package report

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"mydocker/harness/result"
)

func named(names ...string) (all []result.Submission) {
	for _, name := range names {
		all = append(all, result.Submission{Name: name})
	}
	return all
}

func TestAPlainNameIsKept(t *testing.T) {
	require.Equal(t, []string{"alice", "bob-2", "王小明", "a.b_c", "Ünal"}, fileNames(named("alice", "bob-2", "王小明", "a.b_c", "Ünal")))
}

func TestOtherNamesHaveAHash(t *testing.T) {
	for _, name := range []string{"a/b", "../x", ".hidden", "-rf", "", ".", "CON", "nul.txt", "com1", "two words", "x\n", "\xff", strings.Repeat("x", 1000), "x."} {
		made := fileNames(named(name))[0]
		require.Regexp(t, `(^|-)[0-9a-f]{10}$`, made, name)
		require.LessOrEqual(t, len(made), longestFile+11)
		require.NotRegexp(t, `(?i)^(con|nul|com1)(\.|$)|^[.-]|[/\\]`, made)
	}
}

// Each is a name that another has already, on some file system.
func TestNoTwoNamesAreTheSame(t *testing.T) {
	for _, same := range [][]string{
		{"alice", "Alice", "ALICE"},
		{"straße", "STRASSE"},
		{"\u00e9", "e\u0301"},
		{"ﬁn", "fin"},
		{"a/b", "a\\b", "a_b"},
		{"x", "x"},
		{strings.Repeat("x", 500) + "1", strings.Repeat("x", 500) + "2"},
	} {
		taken := map[string]bool{}
		for _, name := range fileNames(named(same...)) {
			require.False(t, taken[folded(name)], same)
			taken[folded(name)] = true
		}
	}
	hashed := fileNames(named("a/b"))[0]
	forged := fileNames(named("a/b", hashed))
	require.NotEqual(t, forged[0], forged[1], "who takes another's name does not get the file")
	forged = fileNames(named(hashed, "a/b"))
	require.NotEqual(t, forged[0], forged[1])
}

func TestLabelsAreOneLineAndNoOthers(t *testing.T) {
	require.Equal(t, []string{"alice", "Alice"}, labels(named("alice", "Alice")))
	taken := map[string]bool{}
	for _, label := range labels(named(append(strange(), strange()...)...)) {
		require.False(t, taken[label], label)
		taken[label] = true
		require.NotContains(t, label, "\n")
		require.LessOrEqual(t, len(label), longestName+11)
	}
}
