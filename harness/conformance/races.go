package conformance

import (
	"strings"
	"syscall"

	"mydocker/harness/host"
	"mydocker/harness/mydocker"
)

// Races asks what happens at the worst moment. Each case holds the runtime
// still there, so that one with the race loses it every time.
type Races struct{ Suite }

func (s *Races) TestCommandNeverRunsOutsideItsLimits() {
	s.Needs(append(needsMemory, host.Ptrace)...)
	held := s.StartHeld(mydocker.AtJoin, "run", "-ti", "-m", "100m", s.Probe())
	for s.isHeld(held) {
		if running := s.letInitRun(held); running {
			s.isLimited(held.Init)
		}
		held.Release()
	}
	s.isLimited(s.await(held.Session, s.Probe()).PID)
}

// Somebody takes the group away before the command is in it.
func (s *Races) TestCommandDoesNotRunWithoutItsGroup() {
	s.OursOnly()
	s.Needs(append(needsMemory, host.Ptrace)...)
	file, into := s.File()
	held := s.StartHeld(mydocker.AtJoin, "run", "-ti", "-m", "100m", s.Script("echo"+into))
	s.Require().True(s.isHeld(held), "run is about to put init into its group")
	s.Require().NoError(s.guard.RemoveGroups())
	for held.Release(); s.isHeld(held); held.Release() {
	}
	result := s.Wait(held.Session)
	s.Equal(125, result.Status, "exit status of run")
	s.NotEmpty(result.Stderr)
	s.False(s.guard.Exists(file), "the command ran")
}

// Somebody else moves run, with all of its threads, back to where it was, after each
// of its joins.
func (s *Races) TestCommandIsLimitedThoughRunIsMoved() {
	s.OursOnly()
	s.Needs(append(needsLimits, host.Ptrace)...)
	args, _ := s.limited(s.Probe())
	held := s.StartHeld(mydocker.AtJoin, args...)
	for s.isHeld(held) {
		outside, err := held.RuntimeCgroup("memory")
		s.Require().NoError(must(&s.Suite, outside, err).Take(held.Pid()))
		held.Release()
	}
	s.isLimited(s.await(held.Session, s.Probe()).PID)
}

// isLimited asks that the process is in a group with a limit, at this moment.
func (s *Races) isLimited(pid int) {
	group, err := mydocker.CgroupOf(pid, "memory")
	limit := Group{must(&s.Suite, group, err), &s.Suite}.Read("memory.limit_in_bytes")
	s.Equal("104857600", limit, "the limit where the command runs, in %s, while run is held at the join", group.Path)
}

// heldBeforeSending starts a command that leaves a file behind, and holds run
// when it has made init and not yet gone on, so not sent the command either. The
// command has limits: an init that has lost patience may not just become it.
func (s *Races) heldBeforeSending(args ...string) (held *mydocker.Held, file string) {
	s.Needs(append(needsLimits, host.Ptrace)...)
	file, into := s.File()
	limited, _ := s.limited(s.Script("echo" + into))
	held = s.StartHeld(mydocker.AtFork, append(limited, args...)...)
	s.Require().True(s.isHeld(held), "run has made a process in a new PID namespace")
	running := s.letInitRun(held)
	if s.guard.Exists(file) {
		running = true // and has ended, so soon
	}
	if running && !s.kit.Ours {
		s.NotAsked("its init has the command from its birth: there is nothing to send")
	}
	s.False(running, "the command runs, and run has not sent it yet")
	return held, file
}

func (s *Races) TestInitEndsWhenRunDiesBeforeSending() {
	held, file := s.heldBeforeSending()
	s.Require().NoError(held.Signal(syscall.SIGKILL))
	s.True(s.Becomes(func() bool { return mydocker.Ended(held.Init) }), "init has ended")
	s.False(s.guard.Exists(file), "the command ran")
}

func (s *Races) TestRunSaysSoWhenInitDies() {
	before := s.State()
	held, file := s.heldBeforeSending()
	s.Require().NoError(held.EndInit())
	held.Release()
	result := s.Wait(held.Session)
	s.StatusIs(125, result)
	s.Equal(syscall.Signal(0), result.Signal, "the signal that ended run")
	s.NotEmpty(strings.TrimSpace(result.Stderr), "what run says")
	s.NoCrash(result)
	s.False(s.guard.Exists(file), "the command ran")
	s.Empty(s.LeftSince(before), "what the run has left")
}

func (s *Races) TestLongCommandToADeadInitDoesNotHang() {
	held, _ := s.heldBeforeSending(strings.Repeat("x", 100<<10), strings.Repeat("y", 100<<10))
	s.Require().NoError(held.EndInit())
	held.Release()
	result := s.Wait(held.Session)
	s.StatusIs(125, result)
	s.Equal(syscall.Signal(0), result.Signal, "the signal that ended run")
}
