package proving

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"mydocker/harness/conformance"
	"mydocker/harness/slips"
	"mydocker/harness/stages"
)

// suiteSources are what a row of the matrix depends on beside its step's
// program, below the kit. Tests are left out, and what only judges in a
// sandbox: mutants are not.
var suiteSources = []string{"harness/conformance/*.go", "harness/mydocker/*.go", "harness/mydocker/probe/*.go"}

// hashes tells of what the rows of the matrix were made.
type hashes struct {
	kit     string
	sources map[string][]byte // by step
}

func newHashes(kit string) *hashes { return &hashes{kit, map[string][]byte{}} }

// madeFrom returns a hash of what the row of a mutant depends on: whoever
// changes one of these has make mutants try it again.
func (h *hashes) madeFrom(mutant Mutant) (string, error) {
	sources, read := h.sources[mutant.Step()]
	if !read {
		var err error
		if sources, err = h.read(mutant.Step()); err != nil {
			return "", fmt.Errorf("hash what the matrix depends on: %w", err)
		}
		h.sources[mutant.Step()] = sources
	}
	hash := sha256.New()
	fmt.Fprintf(hash, "%+v\n", mutant)
	hash.Write(sources)
	return fmt.Sprintf("%x", hash.Sum(nil))[:16], nil
}

// read returns the names and the code of a step's program and of the suites.
func (h *hashes) read(step string) ([]byte, error) {
	var sources bytes.Buffer
	dir := "chapter3/" + step
	for _, pattern := range append([]string{dir + "/*.go", dir + "/*/*.go", dir + "/*/*/*.go"}, suiteSources...) {
		files, err := filepath.Glob(filepath.Join(h.kit, pattern))
		if err != nil {
			return nil, err
		}
		for _, file := range files { // in order: filepath.Glob sorts
			if strings.HasSuffix(file, "_test.go") || strings.HasPrefix(filepath.Base(file), "sandbox") {
				continue
			}
			text, err := codeOf(file)
			if err != nil {
				return nil, err
			}
			name, _ := filepath.Rel(h.kit, file)
			fmt.Fprintf(&sources, "%s %d\n%s", name, len(text), text)
		}
	}
	return sources.Bytes(), nil
}

// Stale returns the mutants that the matrix does not know as they are now.
func Stale(kit string, known []slips.Slip) (stale []Mutant, err error) {
	now := newHashes(kit)
	for _, mutant := range Mutants() {
		madeFrom, err := now.madeFrom(mutant)
		if err != nil {
			return nil, err
		}
		if row := rowOf(known, mutant.ID); row == nil || row.MadeFrom != madeFrom {
			stale = append(stale, mutant)
		}
	}
	return stale, nil
}

func rowOf(known []slips.Slip, id string) *slips.Slip {
	i := slices.IndexFunc(known, func(slip slips.Slip) bool { return slip.ID == id })
	if i < 0 {
		return nil
	}
	return &known[i]
}

// Files of the matrix, below the kit: for the harness, and for people.
const (
	matrixJSON = "harness/slips/matrix.json"
	matrixPage = "docs/kill-matrix.md"
)

// ReadMatrix reads the matrix as it is in the kit now.
func ReadMatrix(kit string) (known []slips.Slip, err error) {
	text, err := os.ReadFile(filepath.Join(kit, matrixJSON))
	if err == nil {
		err = json.Unmarshal(text, &known)
	}
	if err != nil {
		return nil, fmt.Errorf("read the matrix: %w", err)
	}
	return known, nil
}

// UpdateMatrix writes what was found of a mutant into the matrix. An error of
// the kit is no finding.
func UpdateMatrix(kit string, finding Finding) error {
	if finding.Outcome == KitFailed {
		return nil
	}
	known, err := ReadMatrix(kit)
	if err != nil {
		return err
	}
	slip := finding.Slip()
	if slip.MadeFrom, err = newHashes(kit).madeFrom(finding.Mutant); err != nil {
		return err
	}
	known = append(slices.DeleteFunc(known, func(old slips.Slip) bool { return old.ID == slip.ID }), slip)
	var ordered []slips.Slip // as the mutants are; what is no mutant any more is left out
	for _, mutant := range Mutants() {
		if row := rowOf(known, mutant.ID); row != nil {
			ordered = append(ordered, *row)
		}
	}
	text, err := json.MarshalIndent(ordered, "", "\t")
	if err == nil {
		err = os.WriteFile(filepath.Join(kit, matrixJSON), append(text, '\n'), 0o644)
	}
	if err == nil {
		err = os.WriteFile(filepath.Join(kit, matrixPage), []byte(pageOf(ordered)), 0o644)
	}
	if err != nil {
		return fmt.Errorf("write the matrix: %w", err)
	}
	return nil
}

// pageOf is the matrix for people.
func pageOf(matrix []slips.Slip) string {
	out := &strings.Builder{}
	own, alone := 0, 0
	for _, slip := range matrix {
		if slices.Contains(slip.Failed, slip.Clause) {
			own++
		}
		if len(slip.Failed) == 1 && len(slip.Blocked) == 0 {
			alone++
		}
	}
	fmt.Fprintf(out, `# The kill matrix

Written by `+"`make mutants`"+`: each row is a program of the chapter with one slip
in it, and what the suites said of it. %d mutants, %d of them killed by the
clause that the slip breaks, %d by that clause and nothing else.

`, len(matrix), own, alone)
	for _, stage := range stages.Chapter3 {
		fmt.Fprintf(out, "## Step %s\n\n| mutant | the slip | its clause | what failed besides | blocked |\n|---|---|---|---|---|\n", stage.Name)
		for _, slip := range matrix {
			if slip.Step != stage.Name {
				continue
			}
			besides := slices.DeleteFunc(slices.Clone(slip.Failed), func(id string) bool { return id == slip.Clause })
			clause := slip.Clause
			if !slices.Contains(slip.Failed, clause) {
				clause += " **did not fail**"
			}
			fmt.Fprintf(out, "| %s | %s | %s | %s | %s |\n", slip.ID, inTable(slip.What), clause, shortList(besides), shortList(slip.Blocked))
		}
		fmt.Fprintln(out)
	}
	fmt.Fprint(out, "## What each clause catches\n\nA mutant whose own clause it is stands first, and in bold.\n\n| clause | level | mutants |\n|---|---|---|\n")
	for _, clause := range conformance.Catalogue() {
		var own, others []string
		for _, slip := range matrix {
			switch {
			case !slices.Contains(slip.Failed, clause.ID):
			case slip.Clause == clause.ID:
				own = append(own, "**"+slip.ID+"**")
			default:
				others = append(others, slip.ID)
			}
		}
		fmt.Fprintf(out, "| %s | %s | %s |\n", clause.ID, clause.Level, shortList(append(own, others...)))
	}
	return out.String()
}

// shortList names the first of many.
func shortList(words []string) string {
	const most = 8
	if len(words) > most {
		return fmt.Sprintf("%s and %d more", strings.Join(words[:most], ", "), len(words)-most)
	}
	return strings.Join(words, ", ")
}

// inTable keeps a text to its column.
func inTable(text string) string { return strings.ReplaceAll(text, "|", `\|`) }
