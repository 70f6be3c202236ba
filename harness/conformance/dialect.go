package conformance

import (
	"time"

	"mydocker/harness/host"
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
	given, err := mydocker.GivenDialect(beside)
	return learned.Under(given), err
}

// helpWait is how long run --help may take.
func helpWait() time.Duration { return host.Patience(20 * time.Second) }

func dialectOfHelp(kit *Kit) (mydocker.Dialect, error) {
	guard, err := kit.newGuard()
	if err != nil {
		return mydocker.Dialect{}, err
	}
	defer guard.Close()
	help, ended, err := guard.Help(kit.Runtime, helpWait())
	if err == nil && !ended {
		return mydocker.Dialect{Source: "its run --help does not end"}, nil
	}
	return mydocker.ReadDialect(help), err
}
