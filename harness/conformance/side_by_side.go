package conformance

import (
	"fmt"
	"os"
	"reflect"
	"runtime"
	"slices"
	"strconv"
	"testing"

	"github.com/stretchr/testify/suite"
)

// atOnce is how many suites may be at work at a time: as many as there are
// cores, or KIT_AT_ONCE.
func atOnce() (int, error) {
	given := os.Getenv("KIT_AT_ONCE")
	if given == "" {
		return runtime.NumCPU(), nil
	}
	n, err := strconv.Atoi(given)
	if err != nil || n < 1 {
		return 0, fmt.Errorf("KIT_AT_ONCE=%s: not a whole number above 0", given)
	}
	return n, nil
}

// runAll runs suites, in their order, and side by side as far as the kit lets
// it: each case has a guard of its own, so that none sees another. A suite
// begins when those have ended whose verdicts its cases ask for.
func (k *Kit) runAll(t *testing.T, all []testingSuite) {
	waiting, running := slices.Clone(all), 0
	open := map[string]bool{} // the suites that have not ended
	for _, s := range all {
		open[suiteName(s)] = true
	}
	canBegin := func(s testingSuite) bool {
		return running < k.AtOnce && !slices.ContainsFunc(basesOf(s, all), func(base string) bool { return open[base] })
	}
	ended := make(chan string)
	for len(open) > 0 {
		if next := slices.IndexFunc(waiting, canBegin); next >= 0 {
			s := waiting[next]
			waiting, running = slices.Delete(waiting, next, next+1), running+1
			go func() {
				defer func() { ended <- suiteName(s) }()
				s.use(k)
				t.Run(suiteName(s), func(t *testing.T) { suite.Run(t, s) })
			}()
			continue
		}
		delete(open, <-ended)
		running--
	}
}

// basesOf names the suites that hold what the cases of a suite rest on. On the
// first all others do: see isTheOneOutside.
func basesOf(s testingSuite, all []testingSuite) (bases []string) {
	add := func(base testingSuite) {
		if suiteName(base) != suiteName(s) {
			bases = append(bases, suiteName(base))
		}
	}
	add(all[0])
	for _, clause := range Catalogue() {
		if !slices.ContainsFunc(clause.Cases, func(name string) bool { return hasCase(s, name) }) {
			continue
		}
		for _, other := range Catalogue() {
			if !slices.Contains(clause.RestsOn, other.ID) {
				continue
			}
			for _, base := range all {
				if slices.ContainsFunc(other.Cases, func(name string) bool { return hasCase(base, name) }) {
					add(base)
				}
			}
		}
	}
	return bases
}

func hasCase(s testingSuite, name string) bool {
	_, found := reflect.TypeOf(s).MethodByName("Test" + name)
	return found
}
