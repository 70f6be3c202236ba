package proving

import (
	"path/filepath"

	"mydocker/harness/conformance"
	"mydocker/harness/mydocker"
	"mydocker/harness/stages"
	"mydocker/harness/starter"
)

// startedBinary makes the starter of a step, and builds it.
func (s *ProofSuite) startedBinary(step string) string {
	kit, err := filepath.Abs("../..")
	s.Require().NoError(err)
	dir := filepath.Join(s.T().TempDir(), "mydocker")
	_, err = starter.Make(starter.Order{Kit: kit, Step: step, Dir: dir})
	s.Require().NoError(err)
	binary := filepath.Join(s.T().TempDir(), "mydocker")
	s.Require().NoError(mydocker.Build(dir, binary))
	return binary
}

func (s *ProofSuite) TestEachStarterLosesJustWhatItsStepIntroduces() {
	for _, stage := range stages.Chapter3 {
		results := s.results(stage.Name, s.startedBinary(stage.Name), "KIT_OURS=1", "KIT_RUNS=20")
		var lost []string
		upTo, err := stages.UpTo(stage.Name)
		s.Require().NoError(err)
		for _, step := range upTo {
			lost = append(lost, broken(results, step)...)
		}
		s.ElementsMatch(introduced(stage.Name), lost, "the clauses of %v that the starter of %s loses", upTo, stage.Name)
	}
}

// In the later steps what is new is not called yet; a test of the starters has
// it called.
func (s *ProofSuite) TestTheFirstStarterLosesThemForWhatIsToBeWritten() {
	onTerminal := clauseOf(s.T(), "tty-wired")
	_, output, err := s.judge.Only(onTerminal).Judge("3.1", s.startedBinary("3.1"))
	s.Require().NoError(err)
	s.Contains(string(output), "panic: 3.1: write runAction")
}

// introduced are the clauses that are new in a step.
func introduced(step string) (ids []string) {
	for _, clause := range conformance.Catalogue() {
		if clause.Step == step && !clause.KeptBefore {
			ids = append(ids, clause.ID)
		}
	}
	return ids
}
