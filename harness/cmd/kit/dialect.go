package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"mydocker/harness/mydocker"
)

// dialectFile is where a person says how a program spells its flags: beside a
// binary, and in a directory beside what make build makes there.
func (t *trial) dialectFile() string {
	if t.source != "" {
		return filepath.Join(t.source, "mydocker.dialect")
	}
	return t.program + ".dialect"
}

// givenDialect is how a person says that the program spells its flags. It fails if
// that is none: the suites would say so much later, and once a case.
func (t *trial) givenDialect() (mydocker.Dialect, error) {
	given, err := mydocker.GivenDialect(t.dialectFile())
	if err != nil {
		return given, errors.New(t.say.Printed("error", err.Error()))
	}
	return given, nil
}

// copyDialect puts the file beside what is built, where the suites look; an empty
// one takes the place of an earlier one.
func (t *trial) copyDialect() error {
	text, err := os.ReadFile(t.dialectFile())
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("read how the flags are spelled: %w", err)
	}
	return os.WriteFile(t.binary+".dialect", text, 0o644)
}
