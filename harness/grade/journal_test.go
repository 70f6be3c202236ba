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
	seed, err := SeedIn(filepath.Dir(file), 5)
	require.NoError(t, err)
	require.Equal(t, uint64(1<<63), seed)
	seed, err = SeedIn(t.TempDir(), 5)
	require.NoError(t, err)
	require.EqualValues(t, 5, seed)
}
