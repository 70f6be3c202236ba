package main

import (
	"context"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"syscall"
	"time"

	"github.com/urfave/cli"

	"mydocker/harness/conformance"
	"mydocker/harness/judge"
	"mydocker/harness/mydocker"
	"mydocker/harness/proving"
	"mydocker/harness/words"
)

// flakesCommand is for maintainers: beside its line in the list, it speaks English alone.
func flakesCommand(say words.Words) cli.Command {
	return cli.Command{
		Name:  "flakes",
		Usage: say.Say("kit.flakes"),
		Description: "The reference and two wheats take turns, as many at once as there are cores. Any case\n" +
			"   that does not pass is one too many: status 1.",
		Flags: []cli.Flag{
			cli.IntFlag{Name: "n", Value: 200, Usage: "how many runs of the suites"},
			cli.StringFlag{Name: "logs", Usage: "a directory: keep there what a run printed that was not clean"},
		},
		Action: func(given *cli.Context) error { return runFlakes(given, say) },
	}
}

// steady are the wheats that flakes runs beside the reference.
var steady = []string{"wheats/c", "wheats/unshare"}

// reference is the chapter's own program.
const reference = "chapter3/3.3"

func runFlakes(call *cli.Context, say words.Words) error {
	if err := noArguments(call, say); err != nil {
		return err
	}
	n := call.Int("n")
	if n < 2 {
		return misused{fmt.Errorf("flakes: -n %d: half of the runs are with all cores busy: 2 or more", n)}
	}
	shop, err := openWorkshop(say)
	if err != nil {
		return err
	}
	defer shop.close()
	fmt.Fprintln(stdout, "compiling the suites and the runtimes")
	if err := shop.compile(); err != nil {
		return err
	}
	runtimes, err := steadyRuntimes(shop.kit, shop.dir)
	if err != nil {
		return err
	}
	tally := &tally{wanted: n, logs: fromCaller(call.String("logs")), began: time.Now(), failures: map[string]int{}}
	tally.runAll(shop.suites, runtimes, n/2, "calm")
	stop := load()
	tally.runAll(shop.suites, runtimes, n-n/2, "busy")
	stop()
	return tally.summary(len(runtimes))
}

// steadyRuntimes builds the runtimes, and returns their binaries by name.
func steadyRuntimes(kit, dir string) (map[string]string, error) {
	binaries := map[string]string{reference: filepath.Join(dir, "reference")}
	if err := mydocker.Build(filepath.Join(kit, reference), binaries[reference]); err != nil {
		return nil, err
	}
	for _, wheat := range proving.Wheats() {
		if slices.Contains(steady, wheat.Name()) {
			binaries[wheat.Name()] = filepath.Join(dir, filepath.Base(wheat.ID))
			if err := wheat.Build(kit, binaries[wheat.Name()]); err != nil {
				return nil, err
			}
		}
	}
	return binaries, nil
}

// tally counts what did not pass.
type tally struct {
	wanted   int
	logs     string
	began    time.Time
	mu       sync.Mutex
	done     int
	failures map[string]int // by runtime, case and verdict
	errs     []error
}

// runAll runs the suites n times, on one runtime after the other.
func (t *tally) runAll(suites *judge.Judge, runtimes map[string]string, n int, mood string) {
	names := slices.Sorted(maps.Keys(runtimes))
	next := make(chan string)
	var working sync.WaitGroup
	for range runtime.NumCPU() {
		working.Add(1)
		go func() {
			defer working.Done()
			for name := range next {
				t.run(suites, name, runtimes[name], mood)
			}
		}()
	}
	for i := range n {
		next <- names[i%len(names)]
	}
	close(next)
	working.Wait()
}

func (t *tally) run(suites *judge.Judge, name, binary, mood string) {
	var settings []string
	if name == reference {
		settings = []string{"KIT_OURS=1"}
	}
	began := time.Now()
	results, output, err := suites.Judge("3.3", binary, append(settings, "KIT_RUNS=20")...)
	t.mu.Lock()
	defer t.mu.Unlock()
	t.done++
	said := "clean"
	switch bad := notPassed(results); {
	case err != nil:
		t.errs = append(t.errs, err)
		said = "no results"
	case len(bad) > 0:
		said = fmt.Sprintf("%d cases not passed: %v", len(bad), bad)
		for _, failure := range bad {
			t.failures[name+": "+failure]++
		}
		t.keep(output)
	}
	left := time.Since(t.began) / time.Duration(t.done) * time.Duration(t.wanted-t.done)
	fmt.Fprintf(stdout, "[%3d/%d, %s left] %s %-15s %.0f s: %s\n", t.done, t.wanted, left.Round(time.Second), mood, name, time.Since(began).Seconds(), said)
}

// keep writes what a run printed to the directory of logs, if there is one.
func (t *tally) keep(output []byte) {
	if t.logs == "" {
		return
	}
	err := os.MkdirAll(t.logs, 0o755)
	if err == nil {
		err = os.WriteFile(filepath.Join(t.logs, fmt.Sprintf("run-%03d.log", t.done)), output, 0o644)
	}
	if err != nil {
		t.errs = append(t.errs, err)
	}
}

func notPassed(results conformance.Results) (cases []string) {
	for _, result := range results {
		if result.Verdict != conformance.Passed && result.Verdict != conformance.NotAsked {
			cases = append(cases, result.Case+" "+string(result.Verdict))
		}
	}
	return cases
}

// summary says how often each case did not pass, and fails if one did not.
func (t *tally) summary(runtimes int) error {
	for _, failure := range slices.Sorted(maps.Keys(t.failures)) {
		fmt.Fprintf(stdout, "%4d times  %s\n", t.failures[failure], failure)
	}
	fmt.Fprintf(stdout, "%d runs of the suites on %d right runtimes, half of them with all cores busy, in %s: %d cases failed once or more\n",
		t.done, runtimes, time.Since(t.began).Round(time.Second), len(t.failures))
	if len(t.errs) > 0 {
		return fmt.Errorf("flakes: %d runs without results, the first: %w", len(t.errs), t.errs[0])
	}
	if len(t.failures) > 0 {
		return fmt.Errorf("flakes: the budget is 0")
	}
	return nil
}

// load keeps all cores busy until it is told to stop.
func load() (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	var hogs []*exec.Cmd
	for range runtime.NumCPU() {
		hog := exec.CommandContext(ctx, "sh", "-c", "while :; do :; done")
		hog.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL} // for a kit that is killed
		if hog.Start() == nil {
			hogs = append(hogs, hog)
		}
	}
	return func() {
		cancel()
		for _, hog := range hogs {
			hog.Wait()
		}
	}
}
