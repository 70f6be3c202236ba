// Package conformance holds the suites that a mydocker binary is tested with,
// from outside: what it promises, step by step, is in the [Catalogue], and
// each promise has its cases in the suites. A case reads top to bottom: what
// it needs, what it runs, what it observes.
//
// The suites believe the kernel, never the runtime. They run any binary:
// MYDOCKER=/path/to/binary, and MYDOCKER_DIALECT, or the file
// /path/to/binary.dialect, where its flags are spelled in a way that its
// `run --help` does not tell.
package conformance

import (
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/suite"

	"mydocker/harness/host"
	"mydocker/harness/mydocker"
	"mydocker/harness/stages"
	"mydocker/harness/words"
)

// testingSuite is a suite that Run can give what its cases work with.
type testingSuite interface {
	suite.TestingSuite
	use(*Kit)
}

// suites returns the suites of each step, the most basic first.
func suites(step string) []testingSuite {
	return map[string][]testingSuite{
		"3.1": {new(PlainRun), new(Namespaces), new(Proc), new(Lifecycle), new(Terminal)},
		"3.2": {new(LimitsSet), new(Cgroups), new(CgroupLifecycle)},
		"3.3": {new(Pipe), new(Races)},
	}[step]
}

// Kit is what all cases of one run work with.
type Kit struct {
	Runtime mydocker.Runtime
	// Cases is where a case puts down what it runs; it is kept if the case has
	// failed, so that a person can repeat it.
	Cases string
	// Dir is the kit's directory, where scripts/guarded is.
	Dir string
	// Probe is the path of the kit's probe.
	Probe string
	// probeFile is what the probe is on this machine.
	probeFile os.FileInfo
	// Ours is set if the runtime is one of the kit's own, which is held to
	// more: see Level.
	Ours bool
	// Runs is how often a case repeats a race that it cannot hold.
	Runs int
	// Sandbox is where each case is run, if it is not trusted; else nil.
	Sandbox *mydocker.Sandbox
	// Until is when the runtime's time for all cases has passed; zero is never.
	Until time.Time
	// Say is what a person is told with.
	Say words.Words
	// Seed is where the random values of each case come from.
	Seed uint64
	// AtOnce is how many suites may be at work at a time.
	AtOnce int

	results tally
}

// RunHere tests the step whose directory the test runs in, "chapter3/3.2",
// with the suites of that step and all before it. It tests the program in
// that directory, or the binary that MYDOCKER names.
func RunHere(t *testing.T) {
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	upTo, err := stages.UpTo(filepath.Base(here))
	if err != nil {
		t.Fatal(err)
	}
	if only := os.Getenv("KIT_SUITES"); only != "" {
		if !slices.Contains(upTo, only) {
			t.Fatalf("KIT_SUITES=%s: the suites here are those of %v", only, upTo)
		}
		upTo = []string{only}
	}
	host.Needs(t, host.Root)
	bin := filepath.Join(here, "..", "..", "bin")
	kit := &Kit{Ours: os.Getenv("MYDOCKER") == "" || os.Getenv("KIT_OURS") == "1", Seed: seed(t)}
	if kit.Dir = os.Getenv("KIT_DIR"); kit.Dir == "" {
		kit.Dir = filepath.Dir(bin)
	}
	if kit.Runtime.Path, err = binary(here, bin); err != nil {
		t.Fatal(err)
	}
	if kit.Say, err = words.Chosen(); err != nil {
		t.Fatal(err)
	}
	if kit.Runs, err = runs(); err != nil {
		t.Fatal(err)
	}
	if kit.Until, err = budget(); err != nil {
		t.Fatal(err)
	}
	if kit.AtOnce, err = atOnce(); err != nil {
		t.Fatal(err)
	}
	beside := kit.Runtime.Path + ".dialect"
	probe := filepath.Join(bin, "probe")
	if file := os.Getenv("KIT_SANDBOX"); file != "" {
		probe, err = kit.enter(file)
	} else {
		var lock *os.File // the suites of another step, and of this one, may run beside these
		if kit.Cases, lock, err = host.OwnFolder(filepath.Join(bin, "cases", filepath.Base(here))); err != nil {
			t.Fatal(err)
		}
		defer lock.Close()
		kit.Probe = probe
		err = mydocker.BuildProbe(probe)
	}
	if err == nil {
		kit.probeFile, err = os.Stat(probe)
	}
	if err != nil {
		t.Fatal(err)
	}
	if kit.Runtime.Dialect, err = dialectOf(kit, beside); err != nil {
		t.Fatal(err)
	}
	t.Logf("the runtime: %s; its flags: %v", kit.Runtime.Path, kit.Runtime.Dialect)
	Run(t, kit, upTo...)
}

// Run runs the suites of the steps on the kit's runtime.
func Run(t *testing.T, kit *Kit, steps ...string) {
	var all []testingSuite
	for _, step := range steps {
		all = append(all, suites(step)...)
	}
	kit.runAll(t, all)
	results := kit.results.inOrder(all)
	if hint := results.LooksLike(kit.Say); t.Failed() && hint != "" {
		t.Log(hint)
	}
	if err := results.write(os.Getenv("KIT_RESULTS")); err != nil {
		t.Error(err)
	}
}

// binary returns the runtime to test: the one that MYDOCKER names, or a build
// of the program in dir.
func binary(dir, bin string) (string, error) {
	named := os.Getenv("MYDOCKER")
	if named == "" {
		built := filepath.Join(bin, "mydocker-"+filepath.Base(dir))
		return built, mydocker.Build(dir, built)
	}
	path, err := filepath.Abs(named)
	if err != nil {
		return "", fmt.Errorf("MYDOCKER=%s: %w", named, err)
	}
	file, err := os.Stat(path)
	switch {
	case err != nil:
		return "", fmt.Errorf("MYDOCKER=%s: %w", named, err)
	case file.IsDir():
		return "", fmt.Errorf("MYDOCKER=%s: it is a directory, not a program", named)
	case file.Mode()&0o111 == 0:
		return "", fmt.Errorf("MYDOCKER=%s: it is not executable: chmod +x", named)
	}
	return path, nil
}

// runs is how often a race is run: 200 times, or KIT_RUNS. A mutant that fewer
// runs catch is caught by 200 too.
func runs() (int, error) {
	given := os.Getenv("KIT_RUNS")
	if given == "" {
		return 200, nil
	}
	n, err := strconv.Atoi(given)
	if err != nil || n < 1 {
		return 0, fmt.Errorf("KIT_RUNS=%s: not a whole number above 0", given)
	}
	return n, nil
}

// budget is when KIT_BUDGET, such as 5m, will have passed; zero if it is not set.
func budget() (time.Time, error) {
	given := os.Getenv("KIT_BUDGET")
	if given == "" {
		return time.Time{}, nil
	}
	limit, err := time.ParseDuration(given)
	if err != nil || limit <= 0 {
		return time.Time{}, fmt.Errorf("KIT_BUDGET=%s: not a time, such as 5m", given)
	}
	return time.Now().Add(host.Patience(limit)), nil
}

func (k *Kit) late() bool { return !k.Until.IsZero() && time.Now().After(k.Until) }

// seed returns where random values come from, and says how to get them again.
func seed(t *testing.T) uint64 {
	seed := rand.Uint64()
	if given := os.Getenv("KIT_SEED"); given != "" {
		var err error
		if seed, err = strconv.ParseUint(given, 10, 64); err != nil {
			t.Fatalf("KIT_SEED=%s: not a whole number", given)
		}
	}
	t.Logf("random values: KIT_SEED=%d", seed)
	return seed
}

// randomOf returns the random values of a case: the same whatever else is run.
func (k *Kit) randomOf(testCase string) *rand.Rand {
	name := fnv.New64a()
	name.Write([]byte(testCase))
	return rand.New(rand.NewPCG(k.Seed, name.Sum64()))
}
