package conformance

import (
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/suite"

	"mydocker/harness/stages"
)

// CatalogueSuite holds the catalogue and the suites to each other.
type CatalogueSuite struct{ suite.Suite }

func TestCatalogue(t *testing.T) { suite.Run(t, new(CatalogueSuite)) }

// casesOf returns the methods of the suites of a step, suite by suite.
func casesOf(step string) (cases []string) {
	for _, testing := range suites(step) {
		kind := reflect.TypeOf(testing)
		for i := range kind.NumMethod() {
			if name, found := strings.CutPrefix(kind.Method(i).Name, "Test"); found {
				cases = append(cases, name)
			}
		}
	}
	return cases
}

func (s *CatalogueSuite) TestEveryClauseHasItsCasesAndEveryCaseItsClause() {
	for _, step := range stages.Chapter3 {
		var promised []string
		for _, clause := range Catalogue() {
			if clause.Step == step.Name {
				s.NotEmpty(clause.Cases, clause.ID)
				promised = append(promised, clause.Cases...)
			}
		}
		s.ElementsMatch(promised, casesOf(step.Name), "step %s: the cases of the clauses, and of the suites", step.Name)
	}
}

func (s *CatalogueSuite) TestClausesAreWhole() {
	var ids []string
	for _, clause := range Catalogue() {
		s.NotContains(ids, clause.ID)
		ids = append(ids, clause.ID)
		for _, text := range []string{clause.Promise, clause.Means, clause.Look} {
			s.NotEmpty(text, clause.ID)
		}
		s.Contains([]Level{Book, Sound, Ours}, clause.Level, clause.ID)
		s.Contains([]Kind{Manners, Isolation, Limits}, clause.Kind, clause.ID)
	}
}

func (s *CatalogueSuite) TestWhatAClauseRestsOnIsKnownBefore() {
	var cases []string
	for _, step := range stages.Chapter3 {
		cases = append(cases, casesOf(step.Name)...)
	}
	for _, clause := range Catalogue() {
		for _, id := range clause.RestsOn {
			below, found := ByID(id)
			s.Require().True(found, "%s rests on %s", clause.ID, id)
			for _, base := range below.Cases {
				s.Less(slices.Index(cases, base), slices.Index(cases, clause.Cases[0]), "%s rests on %s", clause.ID, id)
			}
		}
	}
}

func (s *CatalogueSuite) TestFilesToLookAtAreThere() {
	for _, clause := range Catalogue() {
		for _, place := range strings.Split(clause.Look, "; ") {
			file, _, _ := strings.Cut(place, ":")
			file, _, _ = strings.Cut(file, " ")
			_, err := os.Stat(filepath.Join("../../chapter3", clause.Step, file))
			s.NoError(err, clause.ID)
		}
	}
}
