package conformance

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"mydocker/harness/mydocker"
)

// DialectOf returns how the runtime spells its flags: as its help says; over
// that, as the file BINARY.dialect beside it says; and over both, as
// MYDOCKER_DIALECT does.
func DialectOf(runtime mydocker.Runtime) (mydocker.Dialect, error) {
	return dialectOf(&Kit{Runtime: runtime}, runtime.Path+".dialect")
}

func dialectOf(kit *Kit, beside string) (mydocker.Dialect, error) {
	learned, err := dialectOfHelp(kit)
	if err != nil {
		return learned, err
	}
	text, err := os.ReadFile(beside)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return learned, fmt.Errorf("read how the flags are spelled: %w", err)
	}
	for _, given := range []struct{ source, text string }{{beside, string(text)}, {"MYDOCKER_DIALECT", os.Getenv("MYDOCKER_DIALECT")}} {
		if given.text == "" {
			continue
		}
		dialect, err := mydocker.ParseDialect(given.text)
		if err != nil {
			return learned, fmt.Errorf("%s: %w", given.source, err)
		}
		dialect.Source = "from " + given.source
		learned = learned.Under(dialect)
	}
	return learned, nil
}

func dialectOfHelp(kit *Kit) (mydocker.Dialect, error) {
	guard, err := kit.newGuard()
	if err != nil {
		return mydocker.Dialect{}, err
	}
	defer guard.Close()
	session, err := guard.Start(kit.Runtime, mydocker.Invocation{Args: []string{"run", "--help"}})
	if err != nil {
		return mydocker.Dialect{}, err
	}
	session.Stdin.Close()
	result, err := session.Wait()
	if err != nil {
		return mydocker.Dialect{Source: "its run --help does not end"}, nil
	}
	return mydocker.ReadDialect(result.Stdout + result.Stderr), nil
}
