package proving

import (
	"path/filepath"

	"mydocker/harness/conformance"
	"mydocker/harness/mydocker"
)

// wrapped returns the script of testdata that wraps a right runtime, and the
// setting that tells it which.
func (s *ProofSuite) wrapped(script string) (path, right string) {
	right = filepath.Join(s.T().TempDir(), "mydocker")
	s.Require().NoError(mydocker.Build("../../chapter3/3.3", right))
	path, err := filepath.Abs(filepath.Join("testdata", script))
	s.Require().NoError(err)
	return path, "RIGHT=" + right
}

// A runtime that hangs, floods its output, forks without end, or kills its
// parent and all that it sees: each costs the case that saw it, and no other.
func (s *ProofSuite) TestMisbehaviourCostsOneCaseAndNeverTheRun() {
	misbehaves, right := s.wrapped("misbehaves.sh")
	r := s.results("3.1", misbehaves, right)
	s.ElementsMatch([]string{"no-command", "not-executable", "not-found", "needs-root"}, r.With(conformance.Failed))
	s.Empty(r.With(conformance.Blocked))
	s.Empty(r.With(conformance.KitError))
	for _, clause := range conformance.Catalogue() {
		if clause.Step == "3.1" && clause.Level != conformance.Ours {
			s.NotEmpty(r.Of(clause.ID), "%s has a verdict", clause.ID)
		}
	}
}

func (s *ProofSuite) TestQuotaInPlaceOfSharesCostsTheClausesOfSharesAlone() {
	quota, right := s.wrapped("has-a-quota.sh")
	r := s.results("3.2", quota, right, "KIT_SUITES=3.2")
	s.Equal([]string{"cpu-set"}, r.With(conformance.Failed))
	s.Equal([]string{"cpu-share-works"}, r.With(conformance.Blocked))
}
