package grade

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"mydocker/harness/result"
)

var testTerms = Terms{Schema: 1, Step: "3.2", Seed: 1 << 63, Kit: "ab"}

func TestJournalGoesOnWhereItWasCutOff(t *testing.T) {
	file := filepath.Join(t.TempDir(), journalName)
	journal, known, err := OpenJournal(file, testTerms, false)
	require.NoError(t, err)
	require.Empty(t, known)
	for _, name := range []string{"ada", "bob"} {
		require.NoError(t, journal.Add(result.Submission{Name: name}))
	}
	require.NoError(t, journal.Close())
	whole, err := os.ReadFile(file)
	require.NoError(t, err)
	for length := range len(whole) + 1 {
		require.NoError(t, os.WriteFile(file, whole[:length], 0o600))
		journal, known, err := OpenJournal(file, testTerms, true)
		require.NoError(t, err, "cut off after %d bytes", length)
		for _, name := range []string{"ada", "bob"}[len(known):] {
			require.NoError(t, journal.Add(result.Submission{Name: name}))
		}
		require.NoError(t, journal.Close())
		mended, err := os.ReadFile(file)
		require.NoError(t, err)
		require.Equal(t, string(whole), string(mended), "cut off after %d bytes", length)
	}
}

func TestJournalOfOtherTermsIsRefused(t *testing.T) {
	file := filepath.Join(t.TempDir(), journalName)
	journal, _, err := OpenJournal(file, testTerms, false)
	require.NoError(t, err)
	require.NoError(t, journal.Close())
	_, _, err = OpenJournal(file, testTerms, false)
	require.ErrorContains(t, err, "--resume")
	for _, other := range []Terms{{1, "3.1", 1 << 63, "ab"}, {1, "3.2", 7, "ab"}, {1, "3.2", 1 << 63, "cd"}} {
		_, _, err = OpenJournal(file, other, true)
		require.ErrorContains(t, err, "would not be alike")
	}
}

func TestRunThatGoesOnHasItsSeed(t *testing.T) {
	file := filepath.Join(t.TempDir(), journalName)
	begun, err := Begun(filepath.Dir(file))
	require.NoError(t, err)
	require.Nil(t, begun, "there is none")
	require.NoError(t, os.WriteFile(file, []byte(`{"schema":1,"st`), 0o600))
	begun, err = Begun(filepath.Dir(file))
	require.NoError(t, err)
	require.Nil(t, begun, "it was cut off before there was a result")
	journal, _, err := OpenJournal(file, testTerms, false)
	require.NoError(t, err)
	require.NoError(t, journal.Close())
	begun, err = Begun(filepath.Dir(file))
	require.NoError(t, err)
	require.Equal(t, &testTerms, begun)

	seed, err := begun.SeedFor("3.2", nil)
	require.NoError(t, err)
	require.Equal(t, testTerms.Seed, seed)
	_, err = begun.SeedFor("3.2", &seed)
	require.NoError(t, err)
	_, err = begun.SeedFor("3.1", nil)
	require.EqualError(t, err, "it was begun on step 3.2, and this is step 3.1: results would not be alike")
	other := uint64(5)
	_, err = begun.SeedFor("3.2", &other)
	require.EqualError(t, err, "it was begun with seed 9223372036854775808, and this is seed 5: results would not be alike")
}

func TestResultsOfWhoIsNotInTheFolderAreSeen(t *testing.T) {
	class := Class{Submissions: []Submission{{Name: "ada"}}}
	require.Empty(t, class.notHandedIn([]result.Submission{{Name: "ada"}}))
	require.Equal(t, []string{"bob"}, class.notHandedIn([]result.Submission{{Name: "bob"}, {Name: "ada"}, {Name: "bob"}}))
}
