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
	waiting := slices.Clone(all)
	open := map[string]bool{} // the suites that have not ended
	for _, s := range all {
		open[suiteName(s)] = true
	}
	canBegin := func(s testingSuite) bool {
		running := len(open) - len(waiting)
		return running < k.AtOnce && !slices.ContainsFunc(basesOf(s, all), func(base string) bool { return open[base] })
	}
	ended := make(chan string)
	for len(open) > 0 {
		if next := slices.IndexFunc(waiting, canBegin); next >= 0 {
			s := waiting[next]
			waiting = slices.Delete(waiting, next, next+1)
			go func() {
				defer func() { ended <- suiteName(s) }()
				s.use(k)
				t.Run(suiteName(s), func(t *testing.T) { suite.Run(t, s) })
			}()
			continue
		}
		delete(open, <-ended)
	}
}

// basesOf names the suites that hold what the cases of a suite rest on. On the
// first all others do: see isTheOneOutside.
func basesOf(s testingSuite, all []testingSuite) (names []string) {
	var restsOn []string
	for _, clause := range Catalogue() {
		if holds(s, clause) {
			restsOn = append(restsOn, clause.RestsOn...)
		}
	}
	for i, base := range all {
		isBase := i == 0 || slices.ContainsFunc(restsOn, func(id string) bool {
			clause, _ := ByID(id)
			return holds(base, clause)
		})
		if isBase && suiteName(base) != suiteName(s) {
			names = append(names, suiteName(base))
		}
	}
	return names
}

// holds reports whether a suite has a case of a clause.
func holds(s testingSuite, clause Clause) bool {
	return slices.ContainsFunc(clause.Cases, func(name string) bool { return hasCase(s, name) })
}

func hasCase(s testingSuite, name string) bool {
	_, found := reflect.TypeOf(s).MethodByName("Test" + name)
	return found
}
