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
	"time"

	"github.com/urfave/cli"

	"mydocker/harness/conformance"
	"mydocker/harness/judge"
	"mydocker/harness/mydocker"
	"mydocker/harness/proving"
)

var flakesCommand = cli.Command{
	Name:  "flakes",
	Usage: "run the suites of 3.3 again and again on right runtimes, half of it with all cores busy; any failure is one too many",
	Flags: []cli.Flag{
		cli.IntFlag{Name: "n", Value: 200, Usage: "how often, for each runtime"},
	},
	Action: runFlakes,
}

// steady are the wheats that flakes runs beside the reference.
var steady = []string{"wheats/c", "wheats/unshare"}

func runFlakes(call *cli.Context) error {
	n := call.Int("n")
	if n < 1 {
		return fmt.Errorf("flakes: -n %d: not a number above 0", n)
	}
	kit, err := kitDir()
	if err != nil {
		return err
	}
	if err := fitForSuites(); err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "mydocker-flakes-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	fmt.Println("compiling the suites and the runtimes")
	suites, err := judge.New(kit, dir)
	if err != nil {
		return err
	}
	runtimes := map[string]string{"reference": filepath.Join(dir, "reference")}
	if err := mydocker.Build(filepath.Join(kit, "chapter3/3.3"), runtimes["reference"]); err != nil {
		return err
	}
	for _, wheat := range proving.Wheats() {
		if slices.Contains(steady, wheat.Name()) {
			runtimes[wheat.Name()] = filepath.Join(dir, filepath.Base(wheat.ID))
			if err := wheat.Build(kit, runtimes[wheat.Name()]); err != nil {
				return err
			}
		}
	}
	failures, names := map[string]int{}, slices.Sorted(maps.Keys(runtimes))
	for i := range n {
		busy := i%2 == 1
		for _, name := range names {
			began := time.Now()
			results, err := judgeOnce(suites, name, runtimes[name], busy)
			if err != nil {
				return err
			}
			bad := 0
			for _, result := range results {
				if result.Verdict != conformance.Passed {
					failures[name+" "+result.Case+": "+string(result.Verdict)]++
					bad++
				}
			}
			fmt.Printf("[%d of %d] %-16s busy=%-5t %d of %d cases not passed, %.0f s\n",
				i+1, n, name, busy, bad, len(results), time.Since(began).Seconds())
		}
	}
	for _, failure := range slices.Sorted(maps.Keys(failures)) {
		fmt.Printf("%4d of %d  %s\n", failures[failure], n, failure)
	}
	fmt.Printf("%d runs of the suites, %d cases that did not pass every time\n", n*len(names), len(failures))
	if len(failures) > 0 {
		return fmt.Errorf("flakes: the budget is 0")
	}
	return nil
}

// judgeOnce runs the suites on a runtime, with all cores busy or not.
func judgeOnce(suites *judge.Judge, name, path string, busy bool) (conformance.Results, error) {
	if busy {
		defer load()()
	}
	var settings []string
	if name == "reference" {
		settings = []string{"KIT_OURS=1"}
	}
	results, _, err := suites.Judge("3.3", path, settings...)
	return results, err
}

// load keeps all cores busy until it is told to stop.
func load() (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	var hogs []*exec.Cmd
	for range runtime.NumCPU() {
		hog := exec.CommandContext(ctx, "sh", "-c", "while :; do :; done")
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
