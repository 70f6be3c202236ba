package main

import (
	"errors"
	"os"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestWhatIsNotWrittenIsAnErrorInTheEnd(t *testing.T) {
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	require.NoError(t, err)
	defer full.Close()
	o := &output{to: full}
	require.NoError(t, allSaid(nil, o), "nothing was said")
	o.Write([]byte("a verdict\n"))
	err = allSaid(nil, o)
	require.EqualError(t, err, "write what was found: write /dev/full: no space left on device")
	require.Equal(t, 2, statusOf(err))
	notKept := errors.New("3 of 27 clauses are not kept")
	require.Equal(t, 2, statusOf(allSaid(notKept, o)), "nobody has seen which")
	require.Equal(t, 130, statusOf(allSaid(stopped{notKept}, o)))
}
