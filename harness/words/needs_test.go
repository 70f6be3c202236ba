package words_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"mydocker/harness/host"
	"mydocker/harness/words"
)

// What the kit needs, and why it is missing, is said in English by
// harness/host, and by these ids in the other languages: no more and no fewer.
func TestRequirementsAndCausesAreSaidInEveryLanguage(t *testing.T) {
	english := map[string]string{}
	for _, requirement := range host.ForSuites() {
		english["need."+requirement.ID+".name"] = requirement.Kind
		english["need."+requirement.ID+".remedy"] = requirement.Remedy
	}
	for id, text := range host.Causes() {
		english["cause."+id] = text
	}
	for _, language := range words.Languages[1:] {
		other := texts(t, language)
		for id, text := range english {
			require.NotEmpty(t, text, id)
			require.Contains(t, other, id, language)
			require.ElementsMatch(t, places(text), places(other[id]), "the places in %s", id)
		}
		for id := range other {
			if strings.HasPrefix(id, "need.") || strings.HasPrefix(id, "cause.") {
				require.Contains(t, english, id, "in %s only", language)
			}
		}
	}
}
