package proving

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"mydocker/harness/conformance"
	"mydocker/harness/judge"
	"mydocker/harness/slips"
)

// Outcome is what became of a mutant.
type Outcome string

// The outcomes. Only the first is as it should be.
const (
	Killed     Outcome = "killed"     // by the clause that it breaks
	Collateral Outcome = "collateral" // by other clauses alone
	Survived   Outcome = "SURVIVED"   // no clause has failed
	KitFailed  Outcome = "KIT ERROR"  // the kit could not do its work
)

// Finding is how a mutant fared.
type Finding struct {
	Mutant  Mutant
	Outcome Outcome
	Failed  []string // clauses
	Blocked []string
	Cases   []string      // those that failed
	Took    time.Duration // building it, and running the suites
	Why     string        // of KitFailed
	Output  []byte        // of the suites
}

// Slip is what the finding says of the slip.
func (f Finding) Slip() slips.Slip {
	return slips.Slip{
		ID: f.Mutant.ID, Step: f.Mutant.Step(), What: f.Mutant.Slip, Clause: f.Mutant.Clause,
		Failed: f.Failed, Blocked: f.Blocked, Cases: f.Cases,
	}
}

// Settings are those of the suites that judge a mutant. It is one of the kit's
// own, and held to all that they promise; what is caught by few runs is caught by
// many. The cores are shared among mutants.
var Settings = []string{"KIT_OURS=1", "KIT_RUNS=20", "KIT_AT_ONCE=1"}

// Run builds mutants and runs the suites of their step on them, as many at
// once as workers, and hands on each finding as it comes. It returns all of
// them in the order of the mutants.
func Run(kit string, suites *judge.Judge, mutants []Mutant, workers int, found func(Finding)) []Finding {
	findings := make([]Finding, len(mutants))
	next := make(chan int)
	var working sync.WaitGroup
	var telling sync.Mutex
	for range workers {
		working.Add(1)
		go func() {
			defer working.Done()
			for i := range next {
				findings[i] = try(kit, suites, mutants[i])
				telling.Lock()
				found(findings[i])
				telling.Unlock()
			}
		}()
	}
	for i := range mutants {
		next <- i
	}
	close(next)
	working.Wait()
	return findings
}

// try builds a mutant and runs the suites on it.
func try(kit string, suites *judge.Judge, mutant Mutant) Finding {
	began := time.Now()
	finding := Finding{Mutant: mutant}
	err := finding.find(kit, suites)
	finding.Took = time.Since(began)
	switch {
	case err != nil:
		finding.Outcome, finding.Why = KitFailed, err.Error()
	case slices.Contains(finding.Failed, mutant.Clause):
		finding.Outcome = Killed
	case len(finding.Failed) > 0:
		finding.Outcome = Collateral
	default:
		finding.Outcome = Survived
	}
	return finding
}

func (f *Finding) find(kit string, suites *judge.Judge) error {
	dir, err := os.MkdirTemp(suites.Dir, "mutant-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	binary := filepath.Join(dir, "mydocker")
	if err := f.Mutant.Build(kit, binary); err != nil {
		return err
	}
	var results conformance.Results
	if results, f.Output, err = suites.Judge(f.Mutant.Step(), binary, Settings...); err != nil {
		return err
	}
	f.Failed, f.Blocked = results.With(conformance.Failed), results.With(conformance.Blocked)
	for _, result := range results {
		if result.Verdict == conformance.Failed {
			f.Cases = append(f.Cases, result.Case)
		}
	}
	if broken := results.With(conformance.KitError); len(broken) > 0 {
		return fmt.Errorf("a kit error in %v", broken)
	}
	return nil
}
