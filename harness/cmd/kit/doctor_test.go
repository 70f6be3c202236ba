package main

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"

	"mydocker/harness/host"
)

func TestExamineNamesWhatIsMissingAndWhatToDo(t *testing.T) {
	var out bytes.Buffer
	err := examine(&out, []host.Requirement{host.Program("sh"), host.Program("no-such-program")})
	require.ErrorContains(t, err, "1 of 2")
	require.Contains(t, out.String(), "ok       the program sh\n")
	require.Contains(t, out.String(), "MISSING  the program no-such-program: ")
	require.Contains(t, out.String(), host.Program("").Remedy)
	require.NotContains(t, out.String(), "is fit")
}

func TestExamineSaysThatAFitMachineIsFit(t *testing.T) {
	var out bytes.Buffer
	require.NoError(t, examine(&out, []host.Requirement{host.Program("sh")}))
	require.Contains(t, out.String(), "This machine is fit")
}
