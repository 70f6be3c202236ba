package conformance

import (
	"maps"
	"slices"
	"syscall"
	"time"

	"mydocker/harness/host"
	"mydocker/harness/mydocker"
)

// CgroupLifecycle asks how a container comes into its group, and what becomes
// of the group at its end.
type CgroupLifecycle struct{ Suite }

// Run is held before its join until init has all its threads: one that joins
// while init has but one thread yet is not seen to forget the others.
func (s *CgroupLifecycle) TestEveryThreadOfInitHasJoined() {
	s.Needs(append(needsMemory, host.Ptrace)...)
	held := s.StartHeld(mydocker.AtJoinAndExec, "run", "-ti", "-m", "100m", s.Probe())
	run, err := held.RuntimeCgroup("memory")
	outside := must(&s.Suite, run, err).Path
	var groups map[string]string
	waits := s.isHeld(held)
	joined := s.Becomes(func() bool {
		if waits || held.WasHeld() {
			waits = false
			s.letInitRun(held)
			held.Release()
		}
		if !held.InitAtExec {
			return false
		}
		groups, err = mydocker.ThreadCgroups(held.Init, "memory")
		must(&s.Suite, groups, err)
		return !slices.Contains(slices.Collect(maps.Values(groups)), outside)
	})
	s.True(joined, "the group of each thread of init, just before it becomes the command: %v; run is in %s", groups, outside)
}

// A runtime that takes seconds for a run has fewer of them.
func (s *CgroupLifecycle) TestNoneOfManyRunsEscapes() {
	s.Needs(needsMemory...)
	cat := s.Own("cat")
	late := time.Now().Add(host.Patience(30 * time.Second))
	for run := range s.kit.Runs {
		if run >= 20 && time.Now().After(late) {
			break
		}
		c := s.Start("run", "-ti", "-m", "100m", cat)
		group, err := c.Container.Cgroup("memory")
		s.Require().NoError(err, "run %d of %d", run+1, s.kit.Runs)
		s.Require().Equal("104857600", Group{group, &s.Suite}.Read("memory.limit_in_bytes"), "run %d of %d", run+1, s.kit.Runs)
		c.End()
		s.sessions = nil // only the one that fails is worth showing
	}
}

// isGoneAfter asks that no group is left of a container that ends so.
func (s *CgroupLifecycle) isGoneAfter(end func(c *Container)) {
	s.Needs(needsLimits...)
	before := s.State()
	args, controllers := s.limited(s.Probe())
	c := s.Start(args...)
	for _, controller := range controllers {
		c.Cgroup(controller)
	}
	end(c)
	s.Empty(s.LeftSince(before), "what the run has left")
}

func (s *CgroupLifecycle) TestGroupIsGoneAfterExit() {
	s.isGoneAfter(func(c *Container) { c.End() })
}

// A group above those of containers may stay for the next one; one more for each
// run may not.
func (s *CgroupLifecycle) TestRunsDoNotLeaveMoreAndMore() {
	s.isGoneAfter(func(c *Container) { c.End() })
	s.kept = nil
	s.isGoneAfter(func(c *Container) {
		s.kept = nil
		c.End()
	})
}

func (s *CgroupLifecycle) TestGroupIsGoneAfterTheCommandIsKilled() {
	s.isGoneAfter(func(c *Container) {
		s.Require().NoError(c.Send(syscall.SIGKILL))
		s.Wait(c.Session)
	})
}

func (s *CgroupLifecycle) TestGroupIsGoneAfterOom() {
	s.isGoneAfter(func(c *Container) {
		s.Type(c.Session, "oom allocate 200\n")
		s.NotEqual(0, s.Wait(c.Session).Status, "exit status of a command that was OOM-killed")
	})
}

func (s *CgroupLifecycle) TestGroupIsGoneAfterSigtermOfRun() {
	s.isGoneAfter(func(c *Container) {
		s.Require().NoError(c.Signal(syscall.SIGTERM))
		s.Wait(c.Session)
		s.True(s.Becomes(func() bool { return mydocker.Ended(c.PID) }), "the command has ended")
	})
}

func (s *CgroupLifecycle) TestGroupIsGoneAfterAnySignalThatRunHears() {
	s.OursOnly()
	sleep := s.Own("sleep")
	for _, signal := range []syscall.Signal{syscall.SIGINT, syscall.SIGQUIT, syscall.SIGHUP} {
		s.Needs(needsMemory...)
		before := s.State()
		session := s.Launch(call{Args: []string{"run", "-ti", "-m", "100m", s.Script("exec " + quoted(sleep) + " 1000")}})
		s.await(session, sleep).Cgroup("memory")
		s.Require().NoError(session.Signal(signal))
		s.Wait(session)
		s.Empty(s.LeftSince(before), "after %v", signal)
	}
}

// killRun kills run itself, and returns the group that it could not remove.
func (s *CgroupLifecycle) killRun() Group {
	c := s.Start("run", "-ti", "-m", "100m", s.Probe())
	group := c.Cgroup("memory")
	s.Require().NoError(c.Signal(syscall.SIGKILL))
	s.Wait(c.Session)
	return group
}

func (s *CgroupLifecycle) TestGroupIsGoneAfterSigtermBeforeInitHasStarted() {
	s.OursOnly()
	s.Needs(append(needsMemory, host.Ptrace)...)
	before := s.State()
	held := s.StartHeld(mydocker.AtFork, "run", "-ti", "-m", "100m", s.Probe())
	s.Require().True(s.isHeld(held), "run has made a process in a new PID namespace")
	s.Require().NoError(held.Signal(syscall.SIGTERM))
	held.Release()
	s.Wait(held.Session)
	s.Empty(s.LeftSince(before), "what the run has left")
}

func (s *CgroupLifecycle) TestGroupIsEmptyAfterSigkillOfRun() {
	s.Needs(needsMemory...)
	group := s.killRun()
	s.True(s.Becomes(func() bool {
		processes, err := group.Processes()
		return !group.Exists() || err == nil && len(processes) == 0
	}), "no process is left in %s", group.Path)
}

func (s *CgroupLifecycle) TestNextRunRemovesAnAbandonedGroup() {
	s.OursOnly()
	s.Needs(needsMemory...)
	before := s.State()
	s.killRun()
	s.True(s.Becomes(func() bool { return len(s.guard.Leftovers()) == 0 }), "the container has ended")
	s.Run("run", "-ti", s.Script("exit 0"))
	s.Empty(s.LeftSince(before), "what the run has left")
}
