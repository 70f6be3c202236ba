package host

import (
	"os"
	"strconv"
	"testing"
)

// Number is a setting of the environment, such as KIT_MUTANTS, or the one that
// holds where it is not set. What is no number ends the test.
func Number(t testing.TB, name string, otherwise int) int {
	t.Helper()
	text := os.Getenv(name)
	if text == "" {
		return otherwise
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatalf("%s=%s: not a number", name, text)
	}
	return n
}
