package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"mydocker/harness/mydocker"
	"mydocker/harness/words"
)

// dialectFile is where a person says how a program spells its flags: beside a
// binary, and in a directory beside what make build makes there.
func (t *trial) dialectFile() string {
	if t.source != "" {
		return filepath.Join(t.source, "mydocker.dialect")
	}
	return t.program + ".dialect"
}

// checkDialect fails if what a person gives of the flags' spelling is none: the
// suites would say so much later, and once a case. It returns the file's text.
func checkDialect(say words.Words, file string) ([]byte, error) {
	text, err := os.ReadFile(file)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("read how the flags are spelled: %w", err)
	}
	for _, given := range []struct{ source, text string }{{file, string(text)}, {"MYDOCKER_DIALECT", os.Getenv("MYDOCKER_DIALECT")}} {
		if _, err := mydocker.ParseDialect(given.text); err != nil {
			return nil, fmt.Errorf("%s: %s", given.source, say.Printed("error", err.Error()))
		}
	}
	return text, nil
}
