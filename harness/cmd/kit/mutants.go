package main

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/urfave/cli"

	"mydocker/harness/proving"
	"mydocker/harness/words"
)

// mutantsCommand is for maintainers: beside its line in the list, it speaks English alone.
func mutantsCommand(say words.Words) cli.Command {
	return cli.Command{
		Name:  "mutants",
		Usage: say.Say("kit.mutants"),
		Description: "Those are tried that the kill matrix does not know as they are now, because the\n" +
			"   slip, its step's program or the suites have changed; and it is written anew.\n" +
			"   Status 1 if one is not killed by the clause that it breaks.",
		Flags: []cli.Flag{
			cli.BoolFlag{Name: "all", Usage: "all of them, whatever the matrix knows"},
			cli.StringFlag{Name: "step", Usage: "of those, only the ones of this step: 3.2"},
			cli.StringFlag{Name: "only", Usage: "just these: no-uts,no-pid"},
			cli.IntFlag{Name: "sample", Usage: "so many of all, chosen by -seed"},
			cli.Uint64Flag{Name: "seed", Usage: "of -sample; a random one, which is printed, if not given"},
			cli.IntFlag{Name: "workers", Usage: "how many at once; one a core if not given"},
			cli.StringFlag{Name: "logs", Usage: "a directory: keep there what the suites printed"},
		},
		Action: func(given *cli.Context) error { return runMutants(given, say) },
	}
}

func runMutants(context *cli.Context, say words.Words) error {
	if err := noArguments(context, say); err != nil {
		return err
	}
	if context.IsSet("only") && strings.TrimSpace(context.String("only")) == "" {
		return misused{errors.New("mutants: --only: it names none")}
	}
	if context.Int("sample") < 0 {
		return misused{fmt.Errorf("mutants: --sample %d: 0 or more is wanted", context.Int("sample"))}
	}
	shop, err := openWorkshop(say)
	if err != nil {
		return err
	}
	defer shop.close()
	mutants, err := chosen(context, shop.kit)
	if err != nil {
		return err
	}
	if len(mutants) == 0 {
		fmt.Fprintln(stdout, "the kill matrix is fresh: nothing to try; --all tries all")
		return nil
	}
	fmt.Fprintln(stdout, "compiling the suites")
	if err := shop.compile(); err != nil {
		return err
	}
	workers := context.Int("workers")
	if workers < 1 {
		workers = runtime.NumCPU()
	}
	fmt.Fprintf(stdout, "%d mutants, %d at once\n", len(mutants), workers)
	began, done := time.Now(), 0
	var notKept error
	findings := proving.Run(shop.kit, shop.suites, mutants, workers, func(finding proving.Finding) {
		done++
		elapsed := time.Since(began)
		left := elapsed / time.Duration(done) * time.Duration(len(mutants)-done)
		fmt.Fprintf(stdout, "[%3d/%d, %s left] %-10s %s %-28s %s, %.1f s\n", done, len(mutants), left.Round(time.Second),
			finding.Outcome, finding.Mutant.Step(), finding.Mutant.ID, said(finding), finding.Took.Seconds())
		if logs := fromCaller(context.String("logs")); logs != "" {
			os.MkdirAll(logs, 0o755)
			os.WriteFile(filepath.Join(logs, finding.Mutant.ID+".log"), finding.Output, 0o644)
		}
		// At once: who ends this program keeps what it has found.
		notKept = errors.Join(notKept, proving.UpdateMatrix(shop.kit, finding))
	})
	if notKept != nil {
		return notKept
	}
	return summary(findings, time.Since(began))
}

// said is what a line of progress says of a finding.
func said(finding proving.Finding) string {
	switch finding.Outcome {
	case proving.Killed:
		others := ""
		if n := len(finding.Failed) - 1; n > 0 {
			others = fmt.Sprintf(" and %d more", n)
		}
		return finding.Mutant.Clause + others
	case proving.Collateral:
		return fmt.Sprintf("%s did not fail, but %s", finding.Mutant.Clause, strings.Join(finding.Failed, ", "))
	case proving.KitFailed:
		return finding.Why
	}
	return finding.Mutant.Clause + " did not fail, and no other"
}

// summary says how many were killed, and fails if one was not.
func summary(findings []proving.Finding, took time.Duration) error {
	count := map[proving.Outcome]int{}
	for _, finding := range findings {
		count[finding.Outcome]++
	}
	fmt.Fprintf(stdout, "%d of %d killed by their own clause, in %s: %.1f s a mutant\n", count[proving.Killed], len(findings),
		took.Round(time.Second), took.Seconds()/float64(max(1, len(findings))))
	if count[proving.Killed] == len(findings) {
		return nil
	}
	return fmt.Errorf("mutants: %d by other clauses alone, %d survived, %d errors of the kit",
		count[proving.Collateral], count[proving.Survived], count[proving.KitFailed])
}

// chosen returns the mutants that the flags name.
func chosen(context *cli.Context, kit string) ([]proving.Mutant, error) {
	all := proving.Mutants()
	if only := context.String("only"); only != "" {
		var mutants []proving.Mutant
		for _, name := range strings.Split(only, ",") {
			i := slices.IndexFunc(all, func(m proving.Mutant) bool { return m.ID == name })
			if i < 0 {
				return nil, misused{fmt.Errorf("mutants: --only: there is no %q", name)}
			}
			mutants = append(mutants, all[i])
		}
		return mutants, nil
	}
	if n := context.Int("sample"); n > 0 && n < len(all) {
		seed := context.Uint64("seed")
		if seed == 0 {
			seed = rand.Uint64()
		}
		fmt.Fprintf(stdout, "a sample: --sample %d --seed %d\n", n, seed)
		return proving.Sample(all, n, seed), nil
	}
	mutants := all
	if !context.Bool("all") {
		known, err := proving.ReadMatrix(kit)
		if err != nil {
			return nil, err
		}
		if mutants, err = proving.Stale(kit, known); err != nil {
			return nil, err
		}
	}
	if step := context.String("step"); step != "" {
		if !slices.ContainsFunc(all, func(m proving.Mutant) bool { return m.Step() == step }) {
			return nil, misused{fmt.Errorf("mutants: --step %q: not one of 3.1, 3.2 and 3.3", step)}
		}
		mutants = slices.DeleteFunc(slices.Clone(mutants), func(m proving.Mutant) bool { return m.Step() != step })
	}
	return mutants, nil
}
