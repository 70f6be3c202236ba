package main

import (
	"testing"

	"github.com/stretchr/testify/require"

	"mydocker/harness/words"
)

func TestOneStepIsComparedWithTheOneBefore(t *testing.T) {
	from, to, err := stepsOf(words.Words{}, []string{"3.3"})
	require.NoError(t, err)
	require.Equal(t, []string{"3.2", "3.3"}, []string{from, to})
	from, to, err = stepsOf(words.Words{}, []string{"3.1", "3.3"})
	require.NoError(t, err)
	require.Equal(t, []string{"3.1", "3.3"}, []string{from, to})
}

func TestStepsThatCannotBeComparedAreAnErrorOfOneLine(t *testing.T) {
	for says, args := range map[string][]string{
		"step 3.1 is the first: nothing is before it":         {"3.1"},
		`there is no step "3.9"; the steps are 3.1, 3.2, 3.3`: {"3.9"},
		`there is no step "3.0"`:                              {"3.0", "3.2"},
		"step 3.3 is not before step 3.1":                     {"3.3", "3.1"},
		"step 3.2 is not before step 3.2":                     {"3.2", "3.2"},
		"one step is wanted, or two":                          {"3.1", "3.2", "3.3"},
		"one step is wanted":                                  nil,
	} {
		_, _, err := stepsOf(words.Words{}, args)
		require.ErrorContains(t, err, says)
		require.NotContains(t, err.Error(), "\n")
	}
}
