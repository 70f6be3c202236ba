package grade

import (
	"time"

	"mydocker/harness/conformance"
)

// Schema is the version of the form that results have.
const Schema = 1

// Result is what is known of one submission. It has no verdict but those of
// the clauses, and no line that the submission has printed but in Message.
type Result struct {
	Schema int `json:"schema"`
	// Submission is its name, and SHA256 that of what was taken of it.
	Submission string `json:"submission"`
	SHA256     string `json:"sha256"`
	// Outcome says how far it came.
	Outcome Outcome `json:"outcome"`
	// Message is, for an outcome other than Graded, what there is to mend: the
	// compiler's words, or what is wrong with the archive.
	Message string `json:"message,omitempty"`
	// Left are files in it that were not taken.
	Left []string `json:"left,omitempty"`
	// Clauses are all that the step is asked, in the order in which they are
	// learned: none is missing.
	Clauses []Clause `json:"clauses"`
	// Seed is that of the random values, and Tries how often it was run: more
	// than once if the kit could not do its work.
	Seed  uint64    `json:"seed"`
	Tries int       `json:"tries"`
	When  time.Time `json:"when"`
}

// Outcome is how far a submission came.
type Outcome string

// The outcomes.
const (
	Graded   Outcome = "graded"
	NotTaken Outcome = "not taken" // the archive is broken, or leads out
	NotBuilt Outcome = "not built"
	// NotGraded is no mark: the kit could not do its work, time and again.
	NotGraded Outcome = "not graded"
)

// Clause is the verdict on one clause.
type Clause struct {
	ID      string              `json:"id"`
	Step    string              `json:"step"`
	Level   conformance.Level   `json:"level"`
	Verdict conformance.Verdict `json:"verdict"`
	// Report is what its first failed case saw, printable.
	Report string `json:"report,omitempty"`
}
