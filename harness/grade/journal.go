package grade

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"sync"

	"mydocker/harness/result"
)

const journalName = "journal.jsonl"

// Journal keeps each result as soon as it is there: a line of JSON each, behind
// a first line with the terms. A run that was killed goes on from it.
type Journal struct {
	mutex sync.Mutex
	file  *os.File
}

// OpenJournal opens a journal to be written to, and returns what is in it. A
// last line that was cut off is taken away. Without resume there must be none
// yet; with it, one that was made on the same terms.
func OpenJournal(name string, terms Terms, resume bool) (*Journal, []result.Submission, error) {
	text, err := os.ReadFile(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return nil, nil, fmt.Errorf("read the journal: %w", err)
	case !resume && bytes.Contains(text, []byte("\n")):
		return nil, nil, fmt.Errorf("%s is there already: --resume goes on from it, or name another directory", name)
	}
	text = text[:bytes.LastIndexByte(text, '\n')+1]
	results, err := readJournal(text, terms)
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", name, err)
	}
	file, err := os.OpenFile(name, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, nil, fmt.Errorf("open the journal: %w", err)
	}
	j := &Journal{file: file}
	if err = file.Truncate(int64(len(text))); err == nil {
		_, err = file.Seek(0, 2)
	}
	if err == nil && len(text) == 0 {
		err = j.write(terms)
	}
	if err != nil {
		file.Close()
		return nil, nil, fmt.Errorf("write the journal: %w", err)
	}
	return j, results, nil
}

func readJournal(text []byte, terms Terms) (results []result.Submission, err error) {
	for i, line := range bytes.SplitAfter(text, []byte("\n")) {
		switch {
		case len(line) == 0:
			continue
		case i == 0:
			var begun Terms
			if err := json.Unmarshal(line, &begun); err != nil {
				return nil, fmt.Errorf("line 1: %w", err)
			}
			if err := begun.sameAs(terms); err != nil {
				return nil, err
			}
			continue
		}
		var one result.Submission
		if err := json.Unmarshal(line, &one); err != nil {
			return nil, fmt.Errorf("line %d: %w", i+1, err)
		}
		results = append(results, one)
	}
	return results, nil
}

// Add keeps a result. When it returns, a machine that loses its power still
// has it.
func (j *Journal) Add(one result.Submission) error {
	j.mutex.Lock()
	defer j.mutex.Unlock()
	return j.write(one)
}

func (j *Journal) write(value any) error {
	line, err := json.Marshal(value)
	if err == nil {
		_, err = j.file.Write(append(line, '\n'))
	}
	if err == nil {
		err = j.file.Sync()
	}
	return err
}

// Close closes the file.
func (j *Journal) Close() error { return j.file.Close() }
