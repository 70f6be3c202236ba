// Package host says what this machine offers to a container runtime and to
// the suites that test one. What a case needs is a value with a reason, not
// an if: see Needs.
package host

import (
	"fmt"
	"os"
	"testing"
)

// Requirement is something a case needs of the machine it runs on.
type Requirement struct {
	// ID says of what kind it is: "program". The words of other languages
	// have their names and remedies by it.
	ID string
	// Kind is the same as a heading, and Item which one is needed, if there
	// are several: "programs" and "stress".
	Kind, Item string
	// Name is what is needed, in a few words: "the program stress".
	Name string
	// Remedy is what a person does to get it.
	Remedy string

	missing func() *Cause
}

// Cause returns why the machine does not meet the requirement, or nil.
func (r Requirement) Cause() *Cause { return r.missing() }

// Missing returns why the machine does not meet the requirement, with what to
// do about it, or nil.
func (r Requirement) Missing() error {
	if cause := r.missing(); cause != nil {
		return fmt.Errorf("needs %s: %w; %s", r.Name, cause, r.Remedy)
	}
	return nil
}

// Strict reports whether a case that cannot run here is an error. It is set
// where the machine is promised to have everything: in CI and in the VM.
func Strict() bool { return os.Getenv("KIT_STRICT") == "1" }

// Needs ends the test as not run if the machine lacks a requirement: a skip,
// which is never counted as a pass, or a failure in strict mode.
func Needs(t testing.TB, requirements ...Requirement) {
	t.Helper()
	for _, requirement := range requirements {
		err := requirement.Missing()
		if err == nil {
			continue
		}
		if Strict() {
			t.Fatalf("not run: %v (an error, as KIT_STRICT=1)", err)
		}
		t.Skipf("not run: %v", err)
	}
}
