// Package judge runs the suites of the conformance package on a runtime in a
// process of their own. No line of the runtime's source is in that process,
// and what it finds is told by it alone.
package judge

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"mydocker/harness/conformance"
)

// judgeWait is how long the suites may take for one runtime: many times what
// they take for a right one.
const judgeWait = 15 * time.Minute

// Judge runs the suites on runtimes, each time in a process and a directory of
// its own, so that several can be at work at once.
type Judge struct {
	// Dir is where it works: it is the caller's to remove.
	Dir   string
	kit   string // the kit's directory
	tests string // the suites, compiled
	only  string // the cases that it tries, as a pattern; "" is all
	keep  string // where it works, if that is to stay
}

// New compiles the suites of the kit in directory kit.
func New(kit, dir string) (*Judge, error) {
	kit, err := filepath.Abs(kit)
	if err != nil {
		return nil, err
	}
	j := &Judge{Dir: dir, kit: kit, tests: filepath.Join(dir, "conformance.test")}
	compile := exec.Command("go", "test", "-buildvcs=false", "-c", "-o", j.tests, "-tags", "suites", "./harness/judge")
	compile.Dir = kit
	if output, err := compile.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("compile the suites: %w\n%s", err, output)
	}
	return j, nil
}

// Binary is the file of the compiled suites.
func (j *Judge) Binary() string { return j.tests }

// Only returns a judge that tries the cases of these clauses and no others.
func (j *Judge) Only(clauses ...conformance.Clause) *Judge {
	var cases []string
	for _, clause := range clauses {
		cases = append(cases, clause.Cases...)
	}
	only := *j
	only.only = "^Test(" + strings.Join(cases, "|") + ")$"
	return &only
}

// Keeping returns a judge that works in dir, and leaves there what its cases
// have run, so that a person can repeat it.
func (j *Judge) Keeping(dir string) *Judge {
	keeping := *j
	keeping.keep = dir
	return &keeping
}

// Judge runs the suites of all steps up to step on a runtime, and returns
// their results, and what they printed. Settings are more of the environment:
// "KIT_SUITES=3.2".
func (j *Judge) Judge(step, runtime string, settings ...string) (conformance.Results, []byte, error) {
	return j.Watch(context.Background(), step, runtime, func(Event) {}, settings...)
}

// Watch is Judge, and tells of each case when it begins and when it has ended.
// With the context it ends too, without results.
func (j *Judge) Watch(ctx context.Context, step, runtime string, tell func(Event), settings ...string) (conformance.Results, []byte, error) {
	dir := j.keep
	if dir == "" {
		var err error
		if dir, err = os.MkdirTemp(j.Dir, "judge-"); err != nil {
			return nil, nil, err
		}
		defer os.RemoveAll(dir)
	}
	// The suites know the step by the directory that they are run in.
	here := filepath.Join(dir, "chapter3", step)
	for _, needed := range []string{here, filepath.Join(dir, "bin")} {
		if err := os.MkdirAll(needed, 0o755); err != nil {
			return nil, nil, err
		}
	}
	file := filepath.Join(dir, "results.json")
	if err := os.RemoveAll(file); err != nil { // of an earlier time
		return nil, nil, err
	}
	test := exec.CommandContext(ctx, j.tests, "-test.v=test2json", "-test.run", "TestConformance", "-test.timeout", judgeWait.String(), "-testify.m", j.only)
	test.Dir = here
	test.Env = append(os.Environ(), "MYDOCKER="+runtime, "KIT_RESULTS="+file, "KIT_SUITES=", "KIT_LANG=en", "KIT_DIR="+j.kit)
	test.Env = append(test.Env, settings...) // and in English, as ReadReport wants it
	// It ends what it started when it ends; it is to end with this process.
	test.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	test.Cancel = func() error { return test.Process.Signal(syscall.SIGTERM) }
	test.WaitDelay = 10 * time.Second
	output, err := listen(test, tell)
	if err != nil {
		return nil, output, err
	}
	if err := ctx.Err(); err != nil {
		return nil, output, err
	}
	results, err := conformance.ReadResults(file)
	if err != nil {
		return nil, output, fmt.Errorf("the suites gave no results: %w\n%s", err, output)
	}
	return results, output, nil
}
