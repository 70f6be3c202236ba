package proving

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"mydocker/harness/conformance"
)

// Mutant is a step's program with one slip in it.
type Mutant struct {
	// ID names the slip in a few words: "no-uts".
	ID string
	// Slip is what went wrong, in the words of the student who did it.
	Slip string
	// Clause is the promise that the slip breaks, and that has to fail.
	Clause string
	// Edits make the slip.
	Edits []Edit

	step string
}

// Edit replaces a text of a file, which is to be there exactly once.
type Edit struct {
	File     string // in the step's directory: "container/init.go"
	Old, New string
}

// Step is the step whose program it is: "3.1".
func (m Mutant) Step() string { return m.step }

// Mutants returns all of them, in the order of the steps.
func Mutants() []Mutant {
	var all []Mutant
	for _, table := range []struct {
		step    string
		mutants []Mutant
	}{
		{"3.1", runMutants},
		{"3.1", namespaceMutants},
		{"3.1", lifecycleMutants},
		{"3.2", limitMutants},
		{"3.2", cgroupMutants},
		{"3.3", pipeMutants},
	} {
		for _, mutant := range table.mutants {
			mutant.step = table.step
			all = append(all, mutant)
		}
	}
	return all
}

// Level is that of its clause.
func (m Mutant) Level() conformance.Level {
	clause, _ := conformance.ByID(m.Clause)
	return clause.Level
}

// Apply returns the changed files, by their names in the step's directory.
// An edit whose text is not there exactly once is an error: the table is out
// of date.
func (m Mutant) Apply(read func(file string) (string, error)) (map[string]string, error) {
	changed := map[string]string{}
	for _, edit := range m.Edits {
		text, ok := changed[edit.File]
		if !ok {
			var err error
			if text, err = read(edit.File); err != nil {
				return nil, fmt.Errorf("mutant %s: %w", m.ID, err)
			}
		}
		if n := strings.Count(text, edit.Old); n != 1 {
			return nil, fmt.Errorf("mutant %s: %s has this %d times, and should once: %q", m.ID, edit.File, n, edit.Old)
		}
		changed[edit.File] = strings.Replace(text, edit.Old, edit.New, 1)
	}
	return changed, nil
}

// Build builds the mutant of the kit in directory kit as the file binary. The
// sources stay as they are: go build is told to read others in their place.
func (m Mutant) Build(kit, binary string) error {
	step := filepath.Join(kit, "chapter3", m.step)
	changed, err := m.Apply(func(file string) (string, error) {
		text, err := os.ReadFile(filepath.Join(step, file))
		return string(text), err
	})
	if err != nil {
		return err
	}
	replace := map[string]string{}
	for _, file := range slices.Sorted(maps.Keys(changed)) {
		replacement := fmt.Sprintf("%s-%d.go", binary, len(replace))
		if err := os.WriteFile(replacement, []byte(changed[file]), 0o644); err != nil {
			return fmt.Errorf("mutant %s: %w", m.ID, err)
		}
		replace[filepath.Join(step, file)] = replacement
	}
	overlay := binary + "-overlay.json"
	text, err := json.Marshal(map[string]any{"Replace": replace})
	if err == nil {
		err = os.WriteFile(overlay, text, 0o644)
	}
	if err != nil {
		return fmt.Errorf("mutant %s: %w", m.ID, err)
	}
	build := exec.Command("go", "build", "-buildvcs=false", "-overlay", overlay, "-o", binary, ".")
	build.Dir = step
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if output, err := build.CombinedOutput(); err != nil {
		return fmt.Errorf("mutant %s does not build: %w\n%s", m.ID, err, output)
	}
	return nil
}

// Sample returns n of all, in their order, chosen by seed.
func Sample[T any](all []T, n int, seed uint64) []T {
	random := rand.New(rand.NewPCG(seed, 0))
	chosen := random.Perm(len(all))[:n]
	slices.Sort(chosen)
	var sample []T
	for _, i := range chosen {
		sample = append(sample, all[i])
	}
	return sample
}

// SampleSeed is KIT_SEED, or any where that is no number.
func SampleSeed() uint64 {
	seed, err := strconv.ParseUint(os.Getenv("KIT_SEED"), 10, 64)
	if err != nil {
		return rand.Uint64() >> 1
	}
	return seed
}
