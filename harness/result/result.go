// Package result holds what is known of a class's submissions once they are
// graded: verdicts, clause by clause, and no marks. What a verdict is worth is
// the instructor's to say, later: see package report.
package result

import "time"

// Schema is the version of the form that results have: results.schema.json.
const Schema = 1

// Class is what is known of all submissions.
type Class struct {
	Schema int `json:"schema"`
	// Step is what was graded: "3.2".
	Step string `json:"step"`
	// Kit is a hash of the suites, and Seed that of all random values: on the
	// same, a submission has the same verdicts.
	Kit  string `json:"kit"`
	Seed uint64 `json:"seed,string"`
	// Submissions are in the order of their names.
	Submissions []Submission `json:"submissions"`
}

// Submission is what is known of one.
type Submission struct {
	// Name is that of its file or folder, and SHA256 that of what was taken of
	// it.
	Name   string `json:"name"`
	SHA256 string `json:"sha256"`
	// Outcome says how far it came.
	Outcome Outcome `json:"outcome"`
	// Message is, for an outcome other than Graded, what there is to mend: the
	// compiler's words, or what is wrong with the archive. It is printable, and
	// a stranger's.
	Message string `json:"message,omitempty"`
	// Left are files in it that were not taken.
	Left []string `json:"left,omitempty"`
	// Clauses are all that the step asks, in the order in which they are
	// learned: none is missing, unless it is NotGraded.
	Clauses []Clause `json:"clauses"`
	// Slips are what it looks like, the likeliest first.
	Slips []string `json:"slips,omitempty"`
	// Seed is that of its own random values, and Tries how often it was run:
	// more than once if the kit could not do its work.
	Seed  uint64 `json:"seed,string"`
	Tries int    `json:"tries"`
	// Submitted is when it was last changed by its author, as far as that is
	// known, and Graded when it was graded.
	Submitted time.Time `json:"submitted"`
	Graded    time.Time `json:"graded"`
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

// Clause is the verdict on one promise.
type Clause struct {
	// ID is its name in the kit, such as "own-uts", and Promise the same in
	// plain words.
	ID      string `json:"id"`
	Promise string `json:"promise"`
	// Step is the one that introduces it, and Level "book" or "sound".
	Step    string  `json:"step"`
	Level   string  `json:"level"`
	Verdict Verdict `json:"verdict"`
	// Report is what its first failed case saw. It is printable, and holds
	// what a stranger's program printed.
	Report string `json:"report,omitempty"`
}

// Verdict is how a clause was kept.
type Verdict string

// The verdicts.
const (
	Passed Verdict = "passed"
	Failed Verdict = "failed"
	// Blocked is that a clause which it rests on is broken: it cannot be seen.
	Blocked Verdict = "blocked"
	// NotAsked is that it was no question for this program.
	NotAsked Verdict = "not asked"
)
