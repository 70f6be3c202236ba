package host

import (
	"errors"
	"os"
	"os/exec"
	"testing"

	"github.com/stretchr/testify/suite"
)

type RequirementSuite struct{ suite.Suite }

func TestRequirement(t *testing.T) {
	if wanted := os.Getenv("HOST_TEST_NEEDS"); wanted != "" {
		Needs(t, Requirement{Name: "luck", Remedy: "try again", missing: func() *Cause {
			if wanted == "missing" {
				return causeIn(errors.New("there is none"))
			}
			return nil
		}})
		return
	}
	suite.Run(t, new(RequirementSuite))
}

// needs runs Needs in a test of its own, and returns how that test ended.
func (s *RequirementSuite) needs(wanted, strict string) string {
	test := exec.Command(os.Args[0], "-test.run", "^TestRequirement$", "-test.v")
	test.Env = append(os.Environ(), "HOST_TEST_NEEDS="+wanted, "KIT_STRICT="+strict)
	output, _ := test.CombinedOutput()
	return string(output)
}

func (s *RequirementSuite) TestWhatIsMissingIsASkipWithItsReason() {
	output := s.needs("missing", "")
	s.Contains(output, "--- SKIP")
	s.Contains(output, "not run: needs luck: there is none; try again")
}

func (s *RequirementSuite) TestWhatIsMissingIsAFailureInStrictMode() {
	s.Contains(s.needs("missing", "1"), "--- FAIL")
}

func (s *RequirementSuite) TestWhatIsThereIsNoSkip() {
	s.Contains(s.needs("there", "1"), "--- PASS")
}

func (s *RequirementSuite) TestMissingThingsAreNamed() {
	s.ErrorContains(Program("no-such-program").Missing(), "no-such-program")
	s.ErrorContains(CgroupV1("no-such-controller").Missing(), "no-such-controller")
	s.ErrorContains(Cores(1<<20).Missing(), "cores")
	s.NoError(Program("sh").Missing())
	s.NoError(Cores(1).Missing())
}

func (s *RequirementSuite) TestGroupsAreFoundBelowWhatIsMounted() {
	part := Hierarchy{Controllers: []string{"memory"}, Mountpoint: "/sys/fs/cgroup/memory", Root: "/docker/1"}
	dir, err := part.Dir("/docker/1/mydocker/x")
	s.NoError(err)
	s.Equal("/sys/fs/cgroup/memory/mydocker/x", dir)
	_, err = part.Dir("/docker/2")
	s.ErrorContains(err, "/docker/2")
}
