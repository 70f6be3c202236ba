package mydocker

import (
	"testing"

	"github.com/stretchr/testify/suite"

	"mydocker/harness/host"
)

// HeldSuite holds a small runtime of util-linux at each point.
type HeldSuite struct {
	suite.Suite
	guard *Guard
}

func TestHeld(t *testing.T) { suite.Run(t, new(HeldSuite)) }

func (s *HeldSuite) SetupTest() {
	host.Needs(s.T(), host.Root, host.Ptrace, host.Program("unshare"))
	guard, err := NewGuard()
	s.Require().NoError(err)
	s.guard = guard
}

func (s *HeldSuite) TearDownTest() {
	if s.guard != nil {
		s.NoError(s.guard.Close())
		s.guard = nil
	}
}

func (s *HeldSuite) hold(point Point, script string) *Held {
	held, err := s.guard.StartHeld(Runtime{Path: "/bin/sh"}, Invocation{Args: []string{"-c", script}}, point, Command{Program: "/usr/bin/cat"})
	s.Require().NoError(err)
	return held
}

func (s *HeldSuite) next(held *Held) bool {
	reached, err := held.Next()
	s.Require().NoError(err)
	return reached
}

func (s *HeldSuite) TestForkOfANewPidNamespaceIsHeldAndItsChildIsFree() {
	held := s.hold(AtFork, "true; unshare --pid --fork cat; exit 5")
	s.Require().True(s.next(held))
	running, err := held.LetInitRun()
	s.NoError(err)
	s.True(running, "the child became cat while its parent is held")
	held.Release()
	held.Stdin.Close()
	result, err := held.Wait()
	s.NoError(err)
	s.Equal(5, result.Status)
}

func (s *HeldSuite) TestExecOfTheCommandIsHeld() {
	held := s.hold(AtExec, "unshare --pid --fork sh -c 'exec /usr/bin/cat'")
	s.Require().True(s.next(held))
	s.Zero(held.running(Command{Program: "/usr/bin/cat"}), "the command does not run yet")
	held.Release()
	_, err := held.Await(Command{Program: "/usr/bin/cat"})
	s.NoError(err)
}

func (s *HeldSuite) TestEachWriteThatJoinsAGroupIsHeld() {
	host.Needs(s.T(), host.CgroupV1("memory"))
	memory, err := host.FindHierarchy("memory")
	s.Require().NoError(err)
	join := "echo $$ > " + memory.Mountpoint + "/tasks; "
	held := s.hold(AtJoin, join+join+"echo > /dev/null; exec cat")
	for range 2 {
		s.Require().True(s.next(held))
		held.Release()
	}
	s.False(s.next(held), "held a third time")
}

func (s *HeldSuite) TestRunThatEndsIsNotHeld() {
	held := s.hold(AtFork, "exit 3")
	s.False(s.next(held))
	result, err := held.Wait()
	s.NoError(err)
	s.Equal(3, result.Status)
}
