package mydocker

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"

	"golang.org/x/sys/unix"
)

// Runtime is a mydocker binary under test.
type Runtime struct {
	// Path is the binary's absolute path.
	Path string
	// Dialect is how it spells the flags.
	Dialect Dialect
}

// Build builds the Go program in dir, such as "chapter3/3.2", as the file
// binary. It is static, as it runs where little else may be. Of several who build
// into one directory, one does, and the others find what it has built.
func Build(dir, binary string) error {
	if err := os.MkdirAll(filepath.Dir(binary), 0o755); err != nil {
		return fmt.Errorf("build %s: %w", dir, err)
	}
	into, err := os.Open(filepath.Dir(binary))
	if err != nil {
		return fmt.Errorf("build %s: %w", dir, err)
	}
	defer into.Close()
	unix.Flock(int(into.Fd()), unix.LOCK_EX) // a folder that is shared with a VM may know no locks
	build := exec.Command("go", "build", "-o", binary, ".")
	build.Dir = dir
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if output, err := build.CombinedOutput(); err != nil {
		return fmt.Errorf("build %s: %w\n%s", dir, err, output)
	}
	return nil
}

// BuildProbe builds the kit's probe as the file binary.
func BuildProbe(binary string) error {
	_, thisFile, _, _ := runtime.Caller(0)
	return Build(filepath.Join(filepath.Dir(thisFile), "probe"), binary)
}
