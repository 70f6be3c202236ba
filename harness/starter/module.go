package starter

import (
	"errors"
	"fmt"
	"go/ast"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// newModule is what a starter's module is called, if it has no name yet.
const newModule = "mydocker"

// moduleFiles returns go.mod and go.sum: those in folder from, if there are
// such, with what the kit requires besides. The kit's versions are in the
// machine's module cache, so nothing is to be fetched.
func (d *derivation) moduleFiles(kit, from string) (map[string]string, error) {
	kitMod, err := os.ReadFile(filepath.Join(kit, "go.mod"))
	if err != nil {
		return nil, fmt.Errorf("read the kit's versions: %w", err)
	}
	kitSum, err := os.ReadFile(filepath.Join(kit, "go.sum"))
	if err != nil {
		return nil, fmt.Errorf("read the kit's versions: %w", err)
	}
	mod := moduleLine.ReplaceAllString(d.requiredBySteps(string(kitMod)), "module "+d.now.prefix)
	sum := string(kitSum)
	own, err := os.ReadFile(filepath.Join(from, "go.mod"))
	if from == "" || errors.Is(err, fs.ErrNotExist) {
		return map[string]string{"go.mod": mod, "go.sum": sum}, nil
	}
	if err != nil {
		return nil, err
	}
	ownSum, err := os.ReadFile(filepath.Join(from, "go.sum"))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	return map[string]string{"go.mod": requireToo(string(own), mod), "go.sum": withLinesOf(string(ownSum), sum)}, nil
}

// requiredBySteps returns a go.mod without what the harness alone imports.
func (d *derivation) requiredBySteps(mod string) string {
	imported := func(module string) bool {
		for _, f := range d.now.files {
			if slices.ContainsFunc(f.tree.Imports, func(spec *ast.ImportSpec) bool { return strings.HasPrefix(spec.Path.Value, `"`+module) }) {
				return true
			}
		}
		return slices.Contains(testModules, module)
	}
	return required.ReplaceAllStringFunc(mod, func(line string) string {
		if parts := required.FindStringSubmatch(line); parts[3] == "" && !imported(parts[1]) {
			return ""
		}
		return line
	})
}

// testModules are what the steps' tests are written with, and what that needs.
var testModules = []string{"github.com/stretchr/testify", "go.yaml.in/yaml/v3"}

// required is a line of go.mod: a module and its version.
var required = regexp.MustCompile(`(?m)^(?:require )?[ \t]*(\S+\.\S+/\S+) (v\S+)(.*)\n`)

// requireToo returns a go.mod that requires what another does, in the versions
// that it has itself, if it has.
func requireToo(mod, other string) string {
	var missing []string
	for _, line := range required.FindAllStringSubmatch(other, -1) {
		if !slices.ContainsFunc(required.FindAllStringSubmatch(mod, -1), func(has []string) bool { return has[1] == line[1] }) {
			missing = append(missing, "\t"+line[1]+" "+line[2]+line[3]+"\n")
		}
	}
	if len(missing) == 0 {
		return mod
	}
	return strings.TrimRight(mod, "\n") + "\n\nrequire (\n" + strings.Join(missing, "") + ")\n"
}

// withLinesOf returns a text with those lines of another that it has not.
func withLinesOf(text, other string) string {
	has := strings.Split(text, "\n")
	for _, line := range strings.SplitAfter(other, "\n") {
		if !slices.Contains(has, strings.TrimSuffix(line, "\n")) {
			text += line
		}
	}
	return text
}
