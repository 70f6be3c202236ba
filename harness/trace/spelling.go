package trace

import (
	"errors"
	"fmt"
	"os"

	"mydocker/harness/mydocker"
)

// Spelling returns how a runtime spells its flags, as its run --help says or,
// over that, MYDOCKER_DIALECT.
func Spelling(binary string) (dialect mydocker.Dialect, err error) {
	given, err := mydocker.ParseDialect(os.Getenv("MYDOCKER_DIALECT"))
	if err != nil {
		return dialect, fmt.Errorf("MYDOCKER_DIALECT: %w", err)
	}
	guard, err := mydocker.NewGuard()
	if err != nil {
		return dialect, err
	}
	defer func() { err = errors.Join(err, guard.Close()) }()
	session, err := guard.Start(mydocker.Runtime{Path: binary}, mydocker.Invocation{Args: []string{"run", "--help"}})
	if err != nil {
		return dialect, err
	}
	session.Stdin.Close()
	if result, err := session.Wait(); err == nil { // else its help says nothing
		dialect = mydocker.ReadDialect(result.Stdout + result.Stderr)
	}
	return dialect.Under(given), nil
}
