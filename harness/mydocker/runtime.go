package mydocker

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// Runtime is a mydocker binary under test.
type Runtime struct {
	// Path is the binary's absolute path.
	Path string
	// Dialect is how it spells the flags.
	Dialect Dialect
}

// Build builds the Go program in dir, such as "chapter3/3.2", into the
// directory out, and returns the binary's absolute path. The binary is static,
// as it runs where little else may be.
func Build(dir, out string) (string, error) {
	binary, err := filepath.Abs(filepath.Join(out, "mydocker"))
	if err != nil {
		return "", fmt.Errorf("build %s: %w", dir, err)
	}
	return binary, goBuild(dir, binary)
}

func goBuild(dir, binary string) error {
	build := exec.Command("go", "build", "-o", binary, ".")
	build.Dir = dir
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if output, err := build.CombinedOutput(); err != nil {
		return fmt.Errorf("build %s: %w\n%s", dir, err, output)
	}
	return nil
}
