package cgroups

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/suite"

	"mydocker/harness/host"
)

// LeftoversSuite works below the one group that all runs share: every group
// it makes there has a random name, and it takes others as they come and go.
type LeftoversSuite struct{ suite.Suite }

func TestLeftovers(t *testing.T) { suite.Run(t, new(LeftoversSuite)) }

func (s *LeftoversSuite) TestPathNamesItsRun() {
	own := strconv.Itoa(os.Getpid())
	namespace, err := os.Readlink("/proc/self/ns/pid")
	s.NoError(err)
	number := strings.Trim(namespace, "pid:[]")
	s.Regexp("^mydocker/"+number+"-"+own+"-[0-9a-f]{8}$", NewPath())
}

func (s *LeftoversSuite) TestEachContainerHasAPathOfItsOwn() {
	s.NotEqual(NewPath(), NewPath())
}

func (s *LeftoversSuite) TestGroupWhoseRunIsGoneIsRemoved() {
	host.Needs(s.T(), host.Root, host.CgroupV1("cpu"))
	group := s.newGroup(pidOfNobody)
	s.make(group)
	removeLeftovers("cpu")
	s.NoDirExists(group)
}

func (s *LeftoversSuite) TestGroupWhoseRunLivesIsKept() {
	host.Needs(s.T(), host.Root, host.CgroupV1("cpu"))
	s.isKept(s.newGroup(os.Getpid()))
}

func (s *LeftoversSuite) TestGroupThatIsNamedAfterNoPidIsKept() {
	host.Needs(s.T(), host.Root, host.CgroupV1("cpu"))
	s.isKept(s.newGroup("kit"))
}

// Its pid is of another PID namespace: that run may live there.
func (s *LeftoversSuite) TestGroupOfAnotherPidNamespaceIsKept() {
	host.Needs(s.T(), host.Root, host.CgroupV1("cpu"))
	s.isKept(s.newGroupIn("1-", pidOfNobody))
}

// The kernel keeps it; what is in there stays in there, and alive.
func (s *LeftoversSuite) TestGroupWithAProcessIsKept() {
	host.Needs(s.T(), host.Root, host.CgroupV1("cpu"))
	group := s.newGroup(pidOfNobody)
	pid := strconv.Itoa(startChild(s.T()))
	procs := filepath.Join(group, "cgroup.procs")
	s.Require().Eventually(func() bool {
		s.make(group) // another run may remove it again, while it is empty
		return os.WriteFile(procs, []byte(pid), 0) == nil
	}, deadline(), time.Millisecond)
	removeLeftovers("cpu")
	members, err := os.ReadFile(procs)
	s.NoError(err)
	s.Equal(pid+"\n", string(members))
}

func (s *LeftoversSuite) TestDestroyRemovesTheLeftoversOfOthers() {
	needControllers(s.T())
	group := s.newGroup(pidOfNobody)
	s.make(group)
	s.NoError(NewCgroupManager(NewPath()).Destroy())
	s.NoDirExists(group)
}

// pidOfNobody is past the largest pid that Linux ever gives.
const pidOfNobody = 1<<22 + 1

// deadline is for what takes no time, unless other runs are in the way.
func deadline() time.Duration { return host.Patience(5 * time.Second) }

// newGroup names the group of a run with this pid, and removes it after the
// case; the group above goes with the last group in it.
func (s *LeftoversSuite) newGroup(pid any) string {
	return s.newGroupIn(namespacePrefix(), pid)
}

func (s *LeftoversSuite) newGroupIn(namespace string, pid any) string {
	t := s.T()
	group := fmt.Sprintf("mydocker/%s%v-%016x", namespace, pid, rand.Uint64())
	t.Cleanup(func() {
		removeGroup(t, group)
		os.Remove(dir(t, "cpu", "mydocker"))
	})
	return dir(t, "cpu", group)
}

// make makes group. The end of another run may take the group above away
// just then.
func (s *LeftoversSuite) make(group string) {
	s.Require().Eventually(func() bool {
		return os.MkdirAll(group, 0o755) == nil
	}, deadline(), time.Millisecond)
}

// isKept asserts that removeLeftovers keeps group. A run in another PID
// namespace, where no pid of ours is seen, may remove it in between: so there
// are more tries than one, of which one that keeps it is enough.
func (s *LeftoversSuite) isKept(group string) {
	kept := false
	for try := 0; try < 20 && !kept; try++ {
		s.make(group)
		removeLeftovers("cpu")
		_, err := os.Stat(group)
		kept = err == nil
	}
	s.True(kept, "%s was removed", group)
}
