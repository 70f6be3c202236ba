package bench

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"mydocker/harness/stages"
)

// ownTime is said of both tables.
const ownTime = "A test's own time is that in which it does not wait for its turn, of those that have no others in them; the bound is the sum over the cores."

// MeasureSuites measures how long a person waits for each step's tests.
func MeasureSuites(ctx context.Context, kit, dir string) (Section, error) {
	section := Section{
		Title: "The suites of a step",
		Text: "`make test-3.1` and so on, as a person runs it, for the second time: all that is compiled is compiled. Running is the time of the " +
			"program that has the step's suites in it, as many of them side by side as there are cores, without what make and go do around it, and " +
			"without the step's other tests. " + ownTime,
	}
	table := suitesTable()
	var last suiteRun
	for _, stage := range stages.Chapter3 {
		target := "test-" + stage.Name
		if _, err := runSuites(ctx, kit, dir, target, "mydocker/chapter3/"+stage.Name); err != nil {
			return section, err
		}
		run, err := runSuites(ctx, kit, dir, target, "mydocker/chapter3/"+stage.Name)
		if err != nil {
			return section, err
		}
		table.Add(run.cells()...)
		if stage.Name == "3.2" {
			section.Targets = append(section.Targets, run.target(20))
		}
		last = run
	}
	section.Tables = []Table{table, last.slowest()}
	return section, nil
}

// MeasureWhole measures how long all tests take.
func MeasureWhole(ctx context.Context, kit, dir string) (Section, error) {
	section := Section{
		Title: "All tests",
		Text:  "`make test`, once, after `make warm` has compiled all of it; two packages at a time, so running is from its start to its end. " + ownTime,
	}
	if err := run(kit, "make", "--no-print-directory", "warm"); err != nil {
		return section, err
	}
	run, err := runSuites(ctx, kit, dir, "test", "mydocker/")
	if err != nil {
		return section, err
	}
	run.running = run.wall
	table := suitesTable()
	table.Add(run.cells()...)
	section.Tables = []Table{table, run.slowest()}
	section.Targets = []Target{run.target(120)}
	return section, nil
}

// suiteRun is one run of a target of make that tests.
type suiteRun struct {
	name string
	// wall is from its start to its end, and running that of the packages that are
	// looked at.
	wall, running time.Duration
	// tests are those of these packages.
	tests []test
	// failed is that a test did.
	failed bool
}

// test is one without tests in it.
type test struct {
	Package, Name string
	// Took is its own time.
	Took time.Duration
}

// runSuites runs a target, and looks at one package, or at all below a directory.
// A test that fails is said in the table.
func runSuites(ctx context.Context, kit, dir, target, at string) (suiteRun, error) {
	file := filepath.Join(dir, "tests.json")
	command := exec.CommandContext(ctx, "make", "--no-print-directory", target)
	command.Cancel = func() error { return command.Process.Signal(syscall.SIGTERM) } // make ends what it has started
	command.Dir = kit
	command.Env = append(os.Environ(), "MAKEFLAGS=", "KIT_PLACED=1", "GOTESTSUM_JSONFILE="+file, "MYDOCKER=")
	began := time.Now()
	output, err := command.CombinedOutput()
	if ctx.Err() != nil {
		return suiteRun{}, ctx.Err()
	}
	run := suiteRun{name: "make " + target, wall: time.Since(began), failed: err != nil}
	text, readErr := os.ReadFile(file)
	if readErr != nil {
		return run, fmt.Errorf("make %s: %w: %s", target, errors.Join(err, readErr), lastLine(string(output)))
	}
	run.tests, run.running, err = readTests(bytes.NewReader(text), at)
	return run, err
}

// readTests reads the lines of go test -json: the tests of a package, or of all
// below a directory, and how long these took.
func readTests(lines io.Reader, at string) (tests []test, running time.Duration, err error) {
	isAbove := map[[2]string]bool{}
	for decoder := json.NewDecoder(lines); ; {
		var event struct {
			Action, Package, Test string
			Elapsed               float64
		}
		switch err := decoder.Decode(&event); {
		case errors.Is(err, io.EOF):
			return slices.DeleteFunc(tests, func(t test) bool { return isAbove[[2]string{t.Package, t.Name}] }), running, nil
		case err != nil:
			return nil, 0, fmt.Errorf("read what the tests said: %w", err)
		}
		if event.Package != at && !(strings.HasSuffix(at, "/") && strings.HasPrefix(event.Package, at)) {
			continue
		}
		if end := strings.LastIndex(event.Test, "/"); end >= 0 {
			isAbove[[2]string{event.Package, event.Test[:end]}] = true
		}
		took := time.Duration(event.Elapsed * float64(time.Second))
		switch event.Action {
		case "pass", "fail", "skip":
			if event.Test == "" {
				running += took
				continue
			}
			tests = append(tests, test{event.Package, event.Test, took})
		}
	}
}

// own is the sum of the tests' own times.
func (r suiteRun) own() (all time.Duration) {
	for _, test := range r.tests {
		all += test.Took
	}
	return all
}

func suitesTable() Table {
	return Table{Head: []string{"", "s", "of it running, s", "tests", "their own time, s", "bound, s", "× the bound"}}
}

func (r suiteRun) cells() []string {
	name := r.name
	if r.failed {
		name += " (a test failed)"
	}
	own := r.own()
	bound := own / time.Duration(runtime.NumCPU())
	return []string{
		name, seconds(r.wall), seconds(r.running), strconv.Itoa(len(r.tests)), seconds(own), seconds(bound),
		fmt.Sprintf("%.2f", r.running.Seconds()/bound.Seconds()),
	}
}

func (r suiteRun) target(most float64) Target {
	target := Target{What: r.name, Got: r.wall.Seconds(), Most: most, Unit: "s"}
	if r.failed {
		target.Why = errors.New("a test failed")
	}
	return target
}

// slowest is a table of the ten that took longest.
func (r suiteRun) slowest() Table {
	table := Table{Head: []string{"the slowest of " + r.name, "in", "s"}}
	sorted := slices.SortedStableFunc(slices.Values(r.tests), func(a, b test) int { return int(b.Took - a.Took) })
	for _, test := range sorted[:min(10, len(sorted))] {
		table.Add(test.Name, strings.TrimPrefix(test.Package, "mydocker/"), seconds(test.Took))
	}
	return table
}
