package proving

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/stretchr/testify/suite"

	"mydocker/harness/conformance"
	"mydocker/harness/host"
	"mydocker/harness/judge"
	"mydocker/harness/mydocker"
	"mydocker/harness/stages"
)

// ProofSuite tests the suites: a right runtime passes them, and a wrong one
// fails in the clauses that it breaks and in no other.
type ProofSuite struct {
	suite.Suite
	judge *judge.Judge
}

func TestProof(t *testing.T) { suite.Run(t, new(ProofSuite)) }

func (s *ProofSuite) SetupSuite() { s.judge = newJudge(s.T()) }

// newJudge makes a judge, on a machine on which every case can run.
func newJudge(t *testing.T) *judge.Judge {
	host.Needs(t, host.ForSuites()...)
	suites, err := judge.New("../..", t.TempDir())
	require.NoError(t, err)
	return suites
}

// results runs the suites up to a step, and returns their results.
func (s *ProofSuite) results(step, runtime string, settings ...string) conformance.Results {
	results, output, err := s.judge.Judge(step, runtime, settings...)
	s.Require().NoError(err)
	s.T().Cleanup(func() {
		if s.T().Failed() {
			s.T().Logf("%s", output)
		}
	})
	return results
}

// broken returns the clauses of a step that the results say do not hold.
func broken(r conformance.Results, step string) (ids []string) {
	for _, clause := range conformance.Catalogue() {
		if verdict := r.Of(clause.ID); clause.Step == step && (verdict == conformance.Failed || verdict == conformance.Blocked) {
			ids = append(ids, clause.ID)
		}
	}
	return ids
}

func (s *ProofSuite) TestEachStepFailsTheNextInJustWhatTheNextIntroduces() {
	for _, stage := range stages.Chapter3[1:] {
		before, _ := stages.Before(stage.Name)
		runtime := filepath.Join(s.T().TempDir(), "mydocker")
		s.Require().NoError(mydocker.Build(filepath.Join("../../chapter3", before.Name), runtime))
		r := s.results(stage.Name, runtime, "KIT_OURS=1", "KIT_SUITES="+stage.Name)
		s.ElementsMatch(introduced(stage.Name), broken(r, stage.Name), "the clauses of %s that the runtime of %s breaks", stage.Name, before.Name)
	}
}
