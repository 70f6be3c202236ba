package bench

import (
	"context"
	"fmt"
	"path/filepath"
	"time"

	"mydocker/harness/judge"
	"mydocker/harness/mydocker"
	"mydocker/harness/proving"
)

// MeasureMutants measures what a mutant costs beside a plain run of its step's
// suites, of so many of them.
func MeasureMutants(ctx context.Context, kit, dir string, suites *judge.Judge, count int, seed uint64) (Section, error) {
	section := Section{
		Title: "Mutants",
		Text: fmt.Sprintf("%d of all mutants, chosen by the seed. Each is built and judged by its step's suites, and beside it is how long the "+
			"same suites took just before on the step's own program.", count),
	}
	table := Table{Head: []string{"mutant", "step", "s", "plain run, s", "×"}}
	built := map[string]string{}
	var mutants, plain time.Duration
	for _, mutant := range proving.Sample(proving.Mutants(), count, seed) {
		step := mutant.Step()
		if built[step] == "" {
			built[step] = filepath.Join(dir, "mydocker-"+step)
			if err := mydocker.Build(filepath.Join(kit, "chapter3", step), built[step]); err != nil {
				return section, err
			}
		}
		began := time.Now()
		if _, _, err := suites.Watch(ctx, step, built[step], func(judge.Event) {}, proving.Settings...); err != nil {
			return section, err
		}
		beside := time.Since(began)
		finding := proving.Run(kit, suites, []proving.Mutant{mutant}, 1, func(proving.Finding) {})[0]
		if finding.Outcome == proving.KitFailed {
			return section, fmt.Errorf("mutant %s: %s", mutant.ID, finding.Why)
		}
		mutants, plain = mutants+finding.Took, plain+beside
		table.Add(mutant.ID, step, seconds(finding.Took), seconds(beside), fmt.Sprintf("%.2f", finding.Took.Seconds()/beside.Seconds()))
	}
	section.Tables = []Table{table}
	section.Targets = []Target{{What: "a mutant, of all these together", Got: mutants.Seconds() / plain.Seconds(), Most: 1.5, Unit: "× a plain run"}}
	return section, nil
}
