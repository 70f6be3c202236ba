package conformance

import (
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/stretchr/testify/suite"

	"mydocker/harness/stages"
)

func allSuites() (all []testingSuite) {
	for _, step := range stages.Chapter3 {
		all = append(all, suites(step.Name)...)
	}
	return all
}

func TestASuiteWaitsForWhatItsCasesRestOn(t *testing.T) {
	all := allSuites()
	require.Empty(t, basesOf(new(PlainRun), all))
	require.Subset(t, basesOf(new(Lifecycle), all), []string{"PlainRun", "Namespaces", "Proc"}, "the clauses pid-one and host-proc-kept")
	require.Subset(t, basesOf(new(Races), all), []string{"PlainRun", "Namespaces", "LimitsSet"}, "the clauses pid-one and memory-set")
	require.NotContains(t, basesOf(new(Cgroups), all), "Lifecycle")
	var before []string
	for _, s := range all {
		require.Subset(t, before, basesOf(s, all), "%s: none waits for a later one, or nobody would begin", suiteName(s))
		before = append(before, suiteName(s))
	}
}

// The second and the third suite rest on the first, by its place.
type (
	first  struct{ noted }
	second struct{ noted }
	third  struct{ noted }
)

func (s *first) TestFirst()   { s.runs("first") }
func (s *second) TestSecond() { s.meets("second") }
func (s *third) TestThird()   { s.meets("third") }

// noted is a suite that notes when it runs.
type noted struct {
	suite.Suite
	*notes
}

func (n *noted) use(*Kit) {}

type notes struct {
	mu    sync.Mutex
	ended []string
	met   chan struct{} // by two that are side by side; nil if none are to be
}

func (n *notes) runs(name string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.ended = append(n.ended, name)
}

// meets waits until another suite has come to the same place.
func (n *notes) meets(name string) {
	if n.met != nil {
		select {
		case n.met <- struct{}{}:
		case <-n.met:
		}
	}
	n.runs(name)
}

func threeOf(seen *notes) []testingSuite {
	return []testingSuite{&first{noted{notes: seen}}, &second{noted{notes: seen}}, &third{noted{notes: seen}}}
}

func TestSuitesRunSideBySideAfterTheFirst(t *testing.T) {
	seen := &notes{met: make(chan struct{})}
	(&Kit{AtOnce: 2}).runAll(t, threeOf(seen))
	require.Len(t, seen.ended, 3)
	require.Equal(t, "first", seen.ended[0])
}

func TestOneAtATimeIsInOrder(t *testing.T) {
	seen := new(notes)
	(&Kit{AtOnce: 1}).runAll(t, threeOf(seen))
	require.Equal(t, []string{"first", "second", "third"}, seen.ended)
}

func TestResultsAreInTheOrderOfTheSuites(t *testing.T) {
	var found tally
	for _, name := range []string{"TestLsWithAFlagRunsAsTyped", "TestUtsNamespaceIsItsOwn", "TestEnvironmentIsKept", "TestArgumentsAreNotDropped"} {
		clause, _ := FindClause(name)
		found.add(clause.ID, name, Passed)
	}
	var order []string
	for _, result := range found.inOrder(allSuites()) {
		order = append(order, result.Clause)
	}
	require.Equal(t, []string{"env-kept", "no-silent-drop", "own-uts", "argv-simple"}, order)
}

func TestRandomValuesOfACaseAreItsOwn(t *testing.T) {
	kit := &Kit{Seed: 7}
	require.Equal(t, kit.randomOf("TestA").Uint64(), kit.randomOf("TestA").Uint64())
	require.NotEqual(t, kit.randomOf("TestA").Uint64(), kit.randomOf("TestB").Uint64())
}

func TestHowManyAtOnceIsANumber(t *testing.T) {
	for given, want := range map[string]int{"1": 1, "12": 12} {
		t.Setenv("KIT_AT_ONCE", given)
		n, err := atOnce()
		require.NoError(t, err)
		require.Equal(t, want, n)
	}
	for _, given := range []string{"0", "-1", "two", "1.5"} {
		t.Setenv("KIT_AT_ONCE", given)
		_, err := atOnce()
		require.EqualError(t, err, "KIT_AT_ONCE="+given+": not a whole number above 0")
	}
}
