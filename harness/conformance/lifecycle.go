package conformance

import (
	"fmt"
	"strings"
	"syscall"

	"mydocker/harness/host"
	"mydocker/harness/mydocker"
)

// Lifecycle asks how a container ends, and what is left of it.
type Lifecycle struct{ Suite }

// sleeper starts a command that has no handler for any signal, as sleep has none.
func (s *Suite) sleeper(terminal bool) *Container {
	sleep := s.Own("sleep")
	script := s.Script("exec " + quoted(sleep) + " 1000")
	session := s.Launch(call{Args: []string{"run", "-ti", script}, Terminal: terminal})
	return s.await(session, sleep)
}

// leavesNoOrphan sends sig to run and asks that the container is never seen
// without it.
func (s *Lifecycle) leavesNoOrphan(sig syscall.Signal) {
	s.Needs(host.Root, host.Program("sleep"))
	c := s.sleeper(false)
	s.Require().NoError(c.Signal(sig))
	if !s.kit.Ours && sig != syscall.SIGKILL {
		// A runtime may ignore it, and then keeps its container.
		if !s.comesTo(c.Session.Ended) {
			return
		}
	}
	s.Becomes(func() bool { return c.Session.Ended() && mydocker.Ended(c.PID) })
	s.True(c.Session.Ended(), "run has ended")
	s.True(mydocker.Ended(c.PID), "the container has ended with its run")
}

func (s *Lifecycle) TestSigtermLeavesNoOrphan() { s.leavesNoOrphan(syscall.SIGTERM) }
func (s *Lifecycle) TestSigintLeavesNoOrphan()  { s.leavesNoOrphan(syscall.SIGINT) }
func (s *Lifecycle) TestSighupLeavesNoOrphan()  { s.leavesNoOrphan(syscall.SIGHUP) }
func (s *Lifecycle) TestSigkillLeavesNoOrphan() { s.leavesNoOrphan(syscall.SIGKILL) }

func (s *Lifecycle) TestCtrlCEndsACommandThatHasNoHandler() {
	s.OursOnly()
	s.Needs(host.Root, host.Program("sleep"))
	c := s.sleeper(true)
	s.Type(c.Session, "\x03")
	s.Equal(128+int(syscall.SIGKILL), s.Wait(c.Session).Status, "exit status of run")
	s.True(mydocker.Ended(c.PID), "the command has ended with run")
}

// trapping starts a shell that has run its trap line and says so.
func (s *Lifecycle) trapping(trap string) *Container {
	ready := s.Word()
	c := s.Start("run", "-ti", s.Script(trap, "echo "+ready, "while :; do sleep 0.05; done"))
	s.Prints(c.Session, ready)
	return c
}

func (s *Lifecycle) TestSigtermAsksFirst() {
	s.OursOnly()
	s.Needs(host.Root)
	word := s.Word()
	c := s.trapping(fmt.Sprintf("trap 'echo %s; exit 7' TERM", word))
	s.Require().NoError(c.Signal(syscall.SIGTERM))
	result := s.Wait(c.Session)
	s.Contains(result.Stdout, word, "stdout of run")
	s.Equal(7, result.Status, "exit status of run")
}

func (s *Lifecycle) TestSigtermEndsADeafCommand() {
	s.OursOnly()
	s.Needs(host.Root)
	c := s.trapping("trap '' TERM")
	s.Require().NoError(c.Signal(syscall.SIGTERM))
	s.Equal(128+int(syscall.SIGKILL), s.Wait(c.Session).Status, "exit status of run")
}

func (s *Lifecycle) TestSigintIsLeftToAHandler() {
	s.OursOnly()
	s.Needs(host.Root)
	word := s.Word()
	c := s.trapping(fmt.Sprintf("trap 'echo %s' INT", word))
	s.Require().NoError(c.Signal(syscall.SIGINT))
	s.Require().NoError(c.Send(syscall.SIGINT)) // as the terminal does
	s.Prints(c.Session, word)
	s.False(c.Session.Ended(), "run has ended")
	s.False(mydocker.Ended(c.PID), "the command has ended")
	s.Require().NoError(c.Signal(syscall.SIGTERM))
	s.Equal(1, strings.Count(s.Wait(c.Session).Stdout, word), "how often the command had SIGINT: run does not send it too")
}

func (s *Lifecycle) TestSigintIsLeftToWhoIgnoresIt() {
	s.OursOnly()
	s.Needs(host.Root)
	c := s.trapping("trap '' INT; trap 'exit 7' TERM")
	s.Require().NoError(c.Signal(syscall.SIGINT))
	s.Require().NoError(c.Signal(syscall.SIGTERM)) // of two signals, the lower number comes first
	s.Equal(7, s.Wait(c.Session).Status, "exit status of run")
}

// A parent-death signal is kept by thread, and dies with any but the one that
// it was set for: prctl(2). Where Go stops all threads often, to collect garbage, it
// moves main to another in one run of two, if it may. With less of GOGC init does
// little else, and with twice as much it often has none to collect.
func (s *Lifecycle) TestInitBecomesTheCommandFromItsFirstThread() {
	s.OursOnly()
	s.Needs(host.Root, host.Ptrace)
	restless := []string{"GOGC=7", "GODEBUG=gcstoptheworld=2"}
	for range 20 {
		held := s.StartHeldWith(mydocker.AtExec, call{Args: []string{"run", "-ti", s.Probe()}, Env: restless})
		s.Require().True(s.isHeld(held), "init has come to its exec of the command")
		s.Require().Equal(held.Init, held.Thread, "the thread that becomes the command")
		s.Require().NoError(s.guard.EndAll()) // with what run would leave: its tracer waits for all
		s.Wait(held.Session)
		s.sessions = nil
	}
}

func (s *Lifecycle) TestSigtermBeforeInitHasStartedIsNotLost() {
	s.OursOnly()
	s.Needs(host.Root, host.Ptrace)
	held := s.StartHeld(mydocker.AtFork, "run", "-ti", s.Probe())
	s.Require().True(s.isHeld(held), "run has made a process in a new PID namespace")
	s.Require().NoError(held.Signal(syscall.SIGTERM))
	held.Release()
	s.NotEqual(0, s.Wait(held.Session).Status, "exit status of run")
	s.True(s.Becomes(func() bool { return mydocker.Ended(held.Init) }), "init has ended")
}

// endsInit sends run a signal while init is about to become the command. Init is a
// Go program, and has handlers that are Go's: they are not the command's.
func (s *Lifecycle) endsInit(signal syscall.Signal) {
	s.OursOnly()
	s.Needs(host.Root, host.Ptrace)
	held := s.StartHeld(mydocker.AtExec, "run", "-ti", s.Probe())
	s.Require().True(s.isHeld(held), "init has come to its exec of the command")
	s.Require().NoError(held.Signal(signal))
	s.True(s.Becomes(func() bool { return mydocker.Ended(held.Init) }), "init has ended")
	held.Release()
	s.NotEqual(0, s.Wait(held.Session).Status, "exit status of run")
}

func (s *Lifecycle) TestSigintBeforeTheCommandIsNotLost()  { s.endsInit(syscall.SIGINT) }
func (s *Lifecycle) TestSigquitBeforeTheCommandIsNotLost() { s.endsInit(syscall.SIGQUIT) }
func (s *Lifecycle) TestSigtermBeforeTheCommandIsNotLost() { s.endsInit(syscall.SIGTERM) }
func (s *Lifecycle) TestSighupBeforeTheCommandIsNotLost()  { s.endsInit(syscall.SIGHUP) }

// leavesNothing asks that what is outside is the same after end as before.
func (s *Lifecycle) leavesNothing(end func()) {
	s.Needs(host.Root)
	before := s.State()
	end()
	s.Empty(s.LeftSince(before), "what the run has left")
	s.True(s.Becomes(func() bool { return len(s.guard.Leftovers()) == 0 }), "left: %v", s.guard.Leftovers())
}

func (s *Lifecycle) TestNothingIsLeftAfterSuccess() {
	s.leavesNothing(func() { s.Run("run", "-ti", s.Script("sleep 1000 & exit 0")) })
}

func (s *Lifecycle) TestNothingIsLeftAfterFailure() {
	s.leavesNothing(func() {
		s.Run("run", "-ti", s.Script("exit 1"))
		s.Run("run", "-ti", "/nowhere/"+s.Word())
	})
}

func (s *Lifecycle) TestNothingIsLeftAfterAKill() {
	s.leavesNothing(func() {
		c := s.sleeper(false)
		s.Require().NoError(c.Send(syscall.SIGKILL))
		s.Wait(c.Session)
	})
}
