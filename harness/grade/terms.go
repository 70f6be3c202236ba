package grade

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Terms are what the results of a run depend on besides the submissions. A run
// can go on only under the same.
type Terms struct {
	Schema int    `json:"schema"`
	Step   string `json:"step"`
	Seed   uint64 `json:"seed"`
	// Kit is a hash of the suites, and of what runs them.
	Kit string `json:"kit"`
}

// sameAs says in what others differ, so that results would not be alike.
func (t Terms) sameAs(others Terms) error {
	switch {
	case t.Schema != others.Schema || t.Kit != others.Kit:
		return errors.New("it was begun with another version of the kit: results would not be alike")
	case t.Step != others.Step:
		return fmt.Errorf("it was begun on step %s, and this is step %s: results would not be alike", t.Step, others.Step)
	case t.Seed != others.Seed:
		return fmt.Errorf("it was begun with seed %d, and this is seed %d: results would not be alike", t.Seed, others.Seed)
	}
	return nil
}

// Begun returns on what terms the run was begun whose journal is in a directory
// of results; nil, if there is none yet.
func Begun(out string) (*Terms, error) {
	name := filepath.Join(out, journalName)
	text, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read the journal: %w", err)
	}
	line, _, whole := bytes.Cut(text, []byte("\n"))
	if !whole {
		return nil, nil
	}
	var terms Terms
	if err := json.Unmarshal(line, &terms); err != nil {
		return nil, fmt.Errorf("%s, line 1: %w", name, err)
	}
	return &terms, nil
}

// SeedFor is the seed with which the run can go on: the same, or the one that it
// has, where none is wanted. The version of the kit is seen later.
func (t Terms) SeedFor(step string, wanted *uint64) (uint64, error) {
	others := t
	others.Step = step
	if wanted != nil {
		others.Seed = *wanted
	}
	return t.Seed, t.sameAs(others)
}
