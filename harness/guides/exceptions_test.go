package guides_test

import (
	"regexp"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
)

// notRun are the commands that are not run here, each with its reason. They
// are to be found by hand, as the person who changes them does.
var notRun = []struct {
	command *regexp.Regexp
	because string
}{
	{regexp.MustCompile(`^(sudo )?(KIT_\S+ )*vagrant\b`), "it brings up a VM; make test-vm does"},
	{regexp.MustCompile(`^(sudo )?(KIT_BOX_BASE=\S+ )?(make box|scripts/build-box)`), "it builds a box for minutes; make test-vm does"},
	{regexp.MustCompile(`^(sudo )?(apt-get|adduser) `), "it changes the machine"},
	{regexp.MustCompile(`^git clone THE_KIT|^cd /vagrant$|^vagrant/`), "it turns a machine into the VM"},
	{regexp.MustCompile(`^(\S+=\S+ )*make (test|prove|mutants)|/tmp/results.json`), "it runs suites for half a minute and more; they are run by other tests, or run this one"},
	{regexp.MustCompile(`^scripts/kit (test|mutants) `), "as make test-3.2 and make mutants"},
	{regexp.MustCompile(`^(KIT_LANG=zh )?make doctor$`), "it shows a machine that lacks something; the tests of doctor have such"},
	{regexp.MustCompile(`kit trace --with /tmp/mydocker`), "it shows a runtime of somebody's, with slips; the tests of trace have such"},
	{regexp.MustCompile(`kit report gradescope-autograder`), "it wants what Gradescope exports; the tests of harness/report run what it makes"},
	{regexp.MustCompile(`^make grade `), "where nothing was compiled before, it prepares for minutes; the tests of kit grade grade a class"},
	{regexp.MustCompile(`^openssl pkeyutl `), "it verifies what make grade has signed; the tests of result have such"},
	{regexp.MustCompile(`^make lint$`), "it wants the linters, and checks the form of the code that is being tested here"},
}

func reasonNotToRun(command string) string {
	for _, row := range notRun {
		if row.command.MatchString(command) {
			return row.because
		}
	}
	return ""
}

func TestEveryExceptionIsOfACommand(t *testing.T) {
	var commands []string
	for _, document := range documents(t) {
		for _, block := range document.Blocks {
			for _, command := range block.Commands {
				commands = append(commands, command.Text)
			}
		}
	}
	for _, row := range notRun {
		require.True(t, slices.ContainsFunc(commands, row.command.MatchString), "no document shows %s", row.command)
	}
}
