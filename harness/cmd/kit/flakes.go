package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"time"

	"github.com/urfave/cli"

	"mydocker/harness/conformance"
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
	judge, err := proving.NewJudge(kit, dir)
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
	failures, runs := map[string]int{}, 0
	for i := range n {
		stopLoad := func() {}
		if i%2 == 1 {
			stopLoad = load()
		}
		for _, name := range sortedNames(runtimes) {
			began := time.Now()
			settings := []string{}
			if name == "reference" {
				settings = append(settings, "KIT_OURS=1")
			}
			results, _, err := judge.Judge("3.3", runtimes[name], settings...)
			if err != nil {
				stopLoad()
				return err
			}
			runs++
			bad := 0
			for _, result := range results {
				if result.Verdict != conformance.Passed {
					failures[name+" "+result.Case+": "+string(result.Verdict)]++
					bad++
				}
			}
			fmt.Printf("[%d of %d] %-16s busy=%-5t %d of %d cases not passed, %.0f s\n",
				i+1, n, name, i%2 == 1, bad, len(results), time.Since(began).Seconds())
		}
		stopLoad()
	}
	for _, failure := range sortedNames(failures) {
		fmt.Printf("%4d of %d  %s\n", failures[failure], n, failure)
	}
	fmt.Printf("%d runs of the suites, %d cases that did not pass every time\n", runs, len(failures))
	if len(failures) > 0 {
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

func sortedNames[V any](m map[string]V) []string {
	names := make([]string, 0, len(m))
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
