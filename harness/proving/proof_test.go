package conformance

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/suite"

	"mydocker/harness/host"
	"mydocker/harness/mydocker"
	"mydocker/harness/stages"
)

// ProofSuite tests the suites: a right runtime passes them, and a wrong one
// fails in the clauses that it breaks and in no other.
type ProofSuite struct {
	suite.Suite
	tests string // the suites, compiled
}

func TestProof(t *testing.T) { suite.Run(t, new(ProofSuite)) }

func (s *ProofSuite) SetupSuite() {
	s.tests = filepath.Join(s.T().TempDir(), "conformance.test")
	output, err := exec.Command("go", "test", "-c", "-o", s.tests, "../../chapter3/3.3").CombinedOutput()
	s.Require().NoError(err, "%s", output)
}

// judge runs the suites of one step, or of all, on a runtime, and returns
// their results.
func (s *ProofSuite) judge(step, runtime string, settings ...string) *results {
	host.Needs(s.T(), host.Root, host.CgroupV1("memory"), host.CgroupV1("cpu"), host.CgroupV1("cpuset"),
		host.Ptrace, host.Program("stress"), host.Program("python3"), host.NetworkInterface, host.Cores(2), host.SwapAccounting)
	file := filepath.Join(s.T().TempDir(), "results.json")
	test := exec.Command(s.tests, "-test.run", "TestConformance", "-test.timeout", "5m")
	test.Dir = "../../chapter3/3.3"
	test.Env = append(os.Environ(), "MYDOCKER="+runtime, "KIT_SUITES="+step, "KIT_RESULTS="+file)
	test.Env = append(test.Env, settings...)
	output, _ := test.CombinedOutput() // that it fails is what is asked for
	text, err := os.ReadFile(file)
	s.Require().NoError(err, "the suites gave no results: %s", output)
	var r results
	s.Require().NoError(json.Unmarshal(text, &r.cases))
	s.T().Cleanup(func() {
		if s.T().Failed() {
			s.T().Logf("%s", output)
		}
	})
	return &r
}

// broken returns the clauses of a step that the results say do not hold.
func broken(r *results, step string) (ids []string) {
	for _, clause := range Catalogue() {
		if verdict := r.of(clause.ID); clause.Step == step && (verdict == Failed || verdict == Blocked) {
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
		var introduced []string
		for _, clause := range Catalogue() {
			if clause.Step == stage.Name && !clause.KeptBefore {
				introduced = append(introduced, clause.ID)
			}
		}
		r := s.judge(stage.Name, runtime, "KIT_OURS=1")
		s.ElementsMatch(introduced, broken(r, stage.Name), "the clauses of %s that the runtime of %s breaks", stage.Name, before.Name)
	}
}

// fake returns the path of a wrong runtime of testdata/fakes.
func (s *ProofSuite) fake(name string) string {
	path, err := filepath.Abs(filepath.Join("testdata", "fakes", name))
	s.Require().NoError(err)
	return path
}

// passes returns the clauses of a kind that the results say hold.
func passes(r *results, kind Kind) (ids []string) {
	for _, clause := range Catalogue() {
		if clause.Kind == kind && r.of(clause.ID) == Passed {
			ids = append(ids, clause.ID)
		}
	}
	return ids
}

// provesNothing asks that a fake passes no clause that shows isolation or a limit.
func (s *ProofSuite) provesNothing(fake string) {
	r := s.judge("", s.fake(fake))
	s.Empty(passes(r, Isolation))
	s.Empty(passes(r, Limits))
	s.NotEmpty(broken(r, "3.1"))
}

func (s *ProofSuite) TestScriptThatOnlyPrintsProvesNothing()   { s.provesNothing("prints.sh") }
func (s *ProofSuite) TestScriptThatOnlyExecutesProvesNothing() { s.provesNothing("executes.sh") }
