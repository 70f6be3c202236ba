// Package progress remembers how far a person's programs are: of each the
// verdicts of its last run. It is kept in a file of the kit's folder work,
// which is not in git.
package progress

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"mydocker/harness/conformance"
)

// Record is the last run on a program.
type Record struct {
	// Step is the step that it was tested as.
	Step string `json:"step"`
	// When the run ended.
	When time.Time `json:"when"`
	// Verdicts are those of the clauses, by their ids.
	Verdicts map[string]conformance.Verdict `json:"verdicts"`
}

// Records are those of all programs, by their paths.
type Records map[string]Record

func file(kit string) string { return filepath.Join(kit, "work", "progress.json") }

// Read reads what is remembered in the kit in directory kit: nothing, in the
// beginning.
func Read(kit string) (Records, error) {
	records := Records{}
	text, err := os.ReadFile(file(kit))
	if errors.Is(err, fs.ErrNotExist) {
		return records, nil
	}
	if err == nil {
		err = json.Unmarshal(text, &records)
	}
	if err != nil {
		return nil, fmt.Errorf("read the progress in %s: %w", file(kit), err)
	}
	return records, nil
}

// Remember keeps the results of a run on a program. It keeps the verdicts of
// clauses that this run has not asked.
func Remember(kit, program, step string, results conformance.Results) error {
	records, err := Read(kit)
	if err != nil {
		return err
	}
	record := records[program]
	if record.Verdicts == nil || record.Step != step {
		record.Verdicts = map[string]conformance.Verdict{}
	}
	record.Step, record.When = step, time.Now()
	for _, clause := range conformance.Catalogue() {
		if verdict := results.Of(clause.ID); verdict != "" {
			record.Verdicts[clause.ID] = verdict
		}
	}
	records[program] = record
	text, err := json.MarshalIndent(records, "", "\t")
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(file(kit)), 0o755); err != nil {
		return err
	}
	// Whole or not at all: two runs may end at once.
	temporary := fmt.Sprintf("%s.%d", file(kit), os.Getpid())
	if err := os.WriteFile(temporary, text, 0o644); err != nil {
		return err
	}
	return os.Rename(temporary, file(kit))
}

// Of returns the newest record of a program that was tested as this step, and
// the program; "" if none was.
func (r Records) Of(step string) (program string, newest Record) {
	for path, record := range r {
		if record.Step == step && record.When.After(newest.When) {
			program, newest = path, record
		}
	}
	return program, newest
}
