package words_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"mydocker/harness/conformance"
	"mydocker/harness/slips"
	"mydocker/harness/words"
)

func TestEveryClauseIsSaidInEveryLanguageAndNoOther(t *testing.T) {
	english := map[string]string{}
	for _, clause := range conformance.Catalogue() {
		english["clause."+clause.ID+".promise"] = clause.Promise
		english["clause."+clause.ID+".means"] = clause.Means
		english["clause."+clause.ID+".look"] = clause.Look
	}
	saysThese(t, "clause.", english)
}

func TestEverySlipIsSaidInEveryLanguageAndNoOther(t *testing.T) {
	known, err := slips.Known()
	require.NoError(t, err)
	english := map[string]string{}
	for _, slip := range known {
		english["slip."+slip.ID] = slip.What
	}
	saysThese(t, "slip.", english)
}

// saysThese holds that each other language has just these facts under a
// prefix, and that what is typed or looked for is spelled as in English.
func saysThese(t *testing.T, prefix string, english map[string]string) {
	for _, language := range words.Languages[1:] {
		said := texts(t, language)
		say, err := words.In(language)
		require.NoError(t, err)
		for id, fact := range english {
			require.Contains(t, said, id, language)
			require.Equal(t, said[id], say.Of(id, fact), "a text of a fact has no places")
			for _, name := range names(fact) {
				require.Contains(t, asInEnglish.Replace(said[id]), name, "%s: %s", language, id)
			}
		}
		for id := range said {
			if strings.HasPrefix(id, prefix) {
				require.Contains(t, english, id, "there is no such fact")
			}
		}
	}
}

// asInEnglish spells what is not the same in every language.
var asInEnglish = strings.NewReplacer(".zh-CN.md", ".md", "虚拟机", "VM")

// spelled are words that are the same in every language: with a dot, an
// underscore, a slash or a capital inside, flags, and words of capitals.
var spelled = regexp.MustCompile(`\B--?[a-z][a-z-]*|\b[\w/-]*[a-z0-9][._/][\w/.-]*\w|\b[A-Z]\w*[A-Z]\w*\b|\b[A-Za-z]+[a-z][A-Z]\w*\b`)

func names(text string) []string { return spelled.FindAllString(text, -1) }

func TestNamesAreWhatIsTypedOrLookedFor(t *testing.T) {
	require.Equal(t,
		[]string{"-m", "cgroup.procs", "run.go", "CLONE_NEWPID", "SubsystemsIns", "MS_PRIVATE", "MS_REC", "--vm-keep", "cgroups/subsystems"},
		names("with -m, what is in cgroup.procs; run.go: CLONE_NEWPID of SubsystemsIns, MS_PRIVATE|MS_REC, non-zero --vm-keep; cgroups/subsystems."))
}
