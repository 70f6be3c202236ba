package conformance

import (
	"slices"
	"strings"
)

// Level says how far a clause goes beyond the book.
type Level string

// The levels.
const (
	// Book is what the chapter itself teaches.
	Book Level = "book"
	// Sound is what the book's code gets wrong or leaves open, and a sound
	// runtime gets right.
	Sound Level = "sound"
	// Ours is what the kit's own runtimes do besides. Nobody else's is
	// judged by it.
	Ours Level = "ours"
)

// Kind says what a clause shows of a runtime.
type Kind string

// The kinds.
const (
	// Manners is how a runtime treats its caller: a program that isolates
	// nothing may have them.
	Manners Kind = "manners"
	// Isolation is that the command is shut off from the host.
	Isolation Kind = "isolation"
	// Limits is that the command cannot use more than it was given.
	Limits Kind = "limits"
)

// Clause is one promise of a runtime, and the one place that knows all of it
// but how to check it: the cases do that.
type Clause struct {
	ID    string
	Step  string // the step that introduces it; it holds in every later one
	Level Level
	Kind  Kind
	// Promise is the clause in plain words.
	Promise string
	// Means is what goes wrong in a container's life where it is broken.
	Means string
	// Look is where in the step's code to look.
	Look string
	// Cases are the methods of the suites that check it.
	Cases []string
	// RestsOn are clauses without which this one cannot be seen. They
	// stand in an earlier suite.
	RestsOn []string
	// KeptBefore says that the step before keeps this promise as well: it
	// belongs to this step, but is not new in it.
	KeptBefore bool
}

// Catalogue returns every clause, in the order of the steps.
func Catalogue() []Clause {
	return slices.Concat(plainRunClauses, cgroupClauses, pipeClauses)
}

// ByID returns the clause that is called id.
func ByID(id string) (Clause, bool) {
	for _, clause := range Catalogue() {
		if clause.ID == id {
			return clause, true
		}
	}
	return Clause{}, false
}

// FindClause returns the clause that a case checks.
func FindClause(testCase string) (Clause, bool) {
	for _, clause := range Catalogue() {
		if slices.Contains(clause.Cases, strings.TrimPrefix(testCase, "Test")) {
			return clause, true
		}
	}
	return Clause{}, false
}
