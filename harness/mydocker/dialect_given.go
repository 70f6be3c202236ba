package mydocker

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// GivenDialect returns how a person says that a runtime spells its flags: in
// file, if there is one, and over that in MYDOCKER_DIALECT. Who says nothing
// has a Dialect without a Source.
func GivenDialect(file string) (given Dialect, err error) {
	text, err := os.ReadFile(file)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return given, fmt.Errorf("read how the flags are spelled: %w", err)
	}
	for _, source := range []struct{ name, text string }{
		{file, string(text)},
		{"MYDOCKER_DIALECT", os.Getenv("MYDOCKER_DIALECT")},
	} {
		if source.text == "" {
			continue
		}
		dialect, err := ParseDialect(source.text)
		if err != nil {
			return Dialect{}, fmt.Errorf("%s: %w", source.name, err)
		}
		dialect.Source = "from " + source.name
		given = given.Under(dialect)
	}
	return given, nil
}
