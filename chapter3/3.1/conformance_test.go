package main

import (
	"testing"

	"mydocker/harness/conformance"
)

// TestConformance runs the suites of this step, and of those before it, on
// the program in this directory, or on the binary that MYDOCKER names.
func TestConformance(t *testing.T) { conformance.RunHere(t) }
