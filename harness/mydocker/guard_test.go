package mydocker

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/suite"
	"github.com/vishvananda/netlink"
	"golang.org/x/sys/unix"

	"mydocker/harness/host"
)

// GuardSuite runs scripts that do to the host what a wrong runtime may do.
type GuardSuite struct {
	suite.Suite
	guard *Guard
}

func TestGuard(t *testing.T) { suite.Run(t, new(GuardSuite)) }

func (s *GuardSuite) SetupTest() {
	host.Needs(s.T(), host.Root)
	guard, err := NewGuard()
	s.Require().NoError(err)
	s.guard = guard
}

func (s *GuardSuite) TearDownTest() {
	if s.guard != nil {
		s.NoError(s.guard.Close())
		s.guard = nil
	}
}

// run runs a script in the guard, as if it were a runtime.
func (s *GuardSuite) run(script string) (*Session, Result) {
	session := s.start(script)
	session.Stdin.Close()
	result, err := session.Wait()
	s.Require().NoError(err)
	return session, result
}

func (s *GuardSuite) start(script string) *Session {
	session, err := s.guard.Start(Runtime{Path: "/bin/sh"}, Invocation{Args: []string{"-c", script}})
	s.Require().NoError(err)
	return session
}

func (s *GuardSuite) TestRootIsSharedInsideAndCutOffFromTheHost() {
	before, err := os.ReadFile("/proc/self/mountinfo")
	s.Require().NoError(err)
	state, err := s.guard.State()
	s.Require().NoError(err)
	_, result := s.run("mount -t tmpfs none /mnt && mount -t proc proc /proc && grep ' / / ' /proc/thread-self/mountinfo")
	s.Contains(result.Stdout, "shared:")
	after, err := os.ReadFile("/proc/self/mountinfo")
	s.NoError(err)
	s.Equal(string(before), string(after), "the host's mounts")
	now, err := s.guard.State()
	s.NoError(err)
	s.Len(now.Difference(state), 2, "what was mounted is seen in the guard: %v", now.Difference(state))
}

func (s *GuardSuite) TestMountInANewNamespaceReachesTheGuardAsItWouldASystemdHost() {
	state, err := s.guard.State()
	s.Require().NoError(err)
	s.run("unshare --mount --propagation unchanged mount -t tmpfs none /mnt")
	now, err := s.guard.State()
	s.NoError(err)
	s.Len(now.Difference(state), 1, "%v", now.Difference(state))
}

func (s *GuardSuite) TestWhatWasMountedOverProcIsMended() {
	s.run("mount -t tmpfs none /proc")
	s.NoError(s.guard.MendProc())
	_, result := s.run("cat /proc/self/comm")
	s.Equal("cat\n", result.Stdout)
}

func (s *GuardSuite) TestProcOfAContainerThatHasEndedIsNotAlive() {
	s.True(s.guard.ProcIsAlive())
	s.run("unshare --pid --fork mount -t proc proc /proc")
	s.False(s.guard.ProcIsAlive())
	s.NoError(s.guard.MendProc())
	s.True(s.guard.ProcIsAlive())
}

func (s *GuardSuite) TestProcOfAnotherContainerIsNotAlive() {
	s.start("unshare --pid --fork sh -c 'mount -t proc proc /proc; exec sleep 1000'")
	s.Eventually(func() bool { return !s.guard.ProcIsAlive() }, time.Minute, time.Millisecond)
}

// The first process says that it is ready before it has become sleep: where it
// gets no core, a case is over before.
func (s *GuardSuite) TestProcIsAliveWhateverTheFirstProcessIsCalled() {
	dir := s.T().TempDir()
	s.Require().NoError(os.WriteFile(filepath.Join(dir, "sleep"), []byte("#!/bin/sh\nexec tail -f /dev/null\n"), 0o755))
	s.T().Setenv("PATH", dir+":"+os.Getenv("PATH"))
	guard, err := NewGuard()
	s.Require().NoError(err)
	defer guard.Close()
	s.Require().Eventually(func() bool {
		first, err := readProcess(guard.first.Process.Pid)
		return err == nil && first.command == "tail"
	}, time.Minute, time.Millisecond)
	s.True(guard.ProcIsAlive())
}

func (s *GuardSuite) TestHostnameAndQueuesStayInside() {
	before, err := os.Hostname()
	s.Require().NoError(err)
	_, result := s.run("hostname kit-inside && hostname")
	s.Equal("kit-inside\n", result.Stdout)
	after, err := os.Hostname()
	s.NoError(err)
	s.Equal(before, after)
}

func (s *GuardSuite) TestGroupsAreMadeBelowTheGuardsAndRemoved() {
	host.Needs(s.T(), host.CgroupV1("memory"))
	memory, err := host.FindHierarchy("memory")
	s.Require().NoError(err)
	state, err := s.guard.State()
	s.Require().NoError(err)
	s.Empty(state.Groups, "a clean host, whatever there is outside")
	s.run("mkdir -p " + filepath.Join(memory.Mountpoint, "mydocker", "x") + " && cat /proc/self/cgroup")
	now, err := s.guard.State()
	s.NoError(err)
	s.Contains(now.Groups, "memory:/mydocker/x")
	own, err := s.guard.cgroup("memory")
	s.NoError(err)
	s.NoError(s.guard.Close())
	s.guard = nil
	s.NoDirExists(own.dir)
}

// As for a case that is skipped before it starts anything.
func (s *GuardSuite) TestGuardThatWasNeverUsedIsRemoved() {
	for range 300 {
		guard, err := NewGuard()
		s.Require().NoError(err)
		s.Require().NoError(guard.Close())
	}
}

func (s *GuardSuite) TestWhatIsLeftRunningIsFoundAndEnded() {
	_, result := s.run("setsid sleep 1000 >/dev/null 2>&1 & echo $!")
	left := s.guard.processes()
	s.Require().NotEmpty(left)
	s.NotEmpty(s.guard.Leftovers())
	s.NoError(s.guard.Close())
	s.guard = nil
	for _, p := range left {
		s.True(Ended(p.pid), "%v, of %s", p, result.Stdout)
	}
}

// firstThreadEnds has this program end its first thread, and no other.
const firstThreadEnds = "first-thread-ends"

func init() {
	if len(os.Args) == 2 && os.Args[1] == firstThreadEnds {
		go time.Sleep(1000 * time.Second)
		unix.Syscall(unix.SYS_EXIT, 0, 0, 0) // which is one thread's: exit(2)
	}
}

func (s *GuardSuite) TestProcessWhoseFirstThreadHasEndedIsFoundAndEnded() {
	program, err := os.Executable()
	s.Require().NoError(err)
	session, err := s.guard.Start(Runtime{Path: program}, Invocation{Args: []string{firstThreadEnds}})
	s.Require().NoError(err)
	s.Require().NoError(waitFor(endWait(), func() error {
		if p, err := readProcess(session.Pid()); err != nil || p.state != "Z" {
			return fmt.Errorf("its first thread has not ended: %v (%v)", p, err)
		}
		return nil
	}))
	s.False(Ended(session.Pid()))
	s.Len(s.guard.processes(), 1)
	s.NoError(s.guard.EndAll())
	s.True(Ended(session.Pid()))
}

func (s *GuardSuite) TestAnotherGuardsProcessesAreLeftAlone() {
	other, err := NewGuard()
	s.Require().NoError(err)
	defer func() { s.NoError(other.Close()) }()
	theirs, err := other.Start(Runtime{Path: "/bin/sh"}, Invocation{Args: []string{"-c", "unshare --pid --fork sleep 1000"}})
	s.Require().NoError(err)
	s.NoError(waitFor(endWait(), func() error {
		if len(other.processes()) < 3 {
			return errors.New("sh, unshare and sleep run in the other guard")
		}
		return nil
	}))
	s.Empty(s.guard.processes())
	s.NoError(s.guard.EndAll())
	s.False(theirs.Ended())
	s.Len(other.processes(), 3)
	s.NoError(other.EndAll())
	s.Empty(other.processes())
}

func (s *GuardSuite) TestInterfaceThatIsLeftReachesNoOtherGuard() {
	host.Needs(s.T(), host.NetworkInterface)
	before, err := s.guard.State()
	s.Require().NoError(err)
	s.guard.Do(func() {
		var kit0 netlink.Link
		if kit0, err = netlink.LinkByName("kit0"); err == nil {
			err = netlink.LinkSetName(kit0, "left0")
		}
	})
	s.Require().NoError(err)
	after, err := s.guard.State()
	s.Require().NoError(err)
	s.Equal([]string{"network interface left: left0", "network interface gone: kit0"}, after.Difference(before))
	outside, err := host.InterfacesIn("/proc/self/net/dev")
	s.Require().NoError(err)
	s.NotContains(outside, "left0")
}

// A byte 0x16 begins what go test says itself: cmd/test2json.
func (s *GuardSuite) TestTranscriptSaysNothingToATerminalOrToTheReaderOfTests() {
	session, _ := s.run(`printf 'a\033[2Jb\r\n\026--- PASS: TestX\n'`)
	s.Contains(session.Transcript(), `    stdout: a\x1b[2Jb`+"\n"+`    stdout: \x16--- PASS: TestX`+"\n")
}

// One that another guard has just started holds what is open here, for a moment.
func (s *GuardSuite) TestProgramThatWasJustWrittenCanBeStarted() {
	ended := make(chan struct{})
	var others sync.WaitGroup
	for range 3 {
		other, err := NewGuard()
		s.Require().NoError(err)
		others.Add(1)
		go func() {
			defer others.Done()
			defer other.Close()
			for {
				select {
				case <-ended:
					return
				default:
				}
				if session, err := other.Start(Runtime{Path: "/bin/true"}, Invocation{}); err == nil {
					session.Wait()
				}
			}
		}()
	}
	defer others.Wait()
	defer close(ended)
	for i := range 500 {
		program := filepath.Join(s.guard.Dir, fmt.Sprint("copy", i))
		s.Require().NoError(s.guard.Copy("/bin/true", program))
		session, err := s.guard.Start(Runtime{Path: program}, Invocation{})
		s.Require().NoError(err)
		result, err := session.Wait()
		s.Require().NoError(err)
		s.Require().Zero(result.Status)
	}
}

func (s *GuardSuite) TestWhatIsFrozenIsEnded() {
	const controller = "freezer" // of no use to a case, so that suites do without
	host.Needs(s.T(), host.CgroupV1(controller))
	freezer, err := host.FindHierarchy(controller)
	s.Require().NoError(err)
	outer, err := s.guard.cgroup(controller)
	s.Require().NoError(err)
	session := s.start("cd " + freezer.Mountpoint + "; mkdir a a/b; sleep 1000 & echo $! >a/b/tasks; echo FROZEN >a/freezer.state; wait")
	s.Require().NoError(waitFor(time.Minute, func() error {
		state, _ := os.ReadFile(filepath.Join(outer.dir, "a", "freezer.state"))
		if string(state) != "FROZEN\n" {
			return fmt.Errorf("%q; %s", state, session.Transcript())
		}
		return nil
	}))
	s.NoError(s.guard.Close())
	s.guard = nil
}

func (s *GuardSuite) TestOutputIsCapped() {
	_, result := s.run("head -c 9000000 /dev/zero; echo err >&2")
	s.Len(result.Stdout, outputCap)
	s.Equal("err\n", result.Stderr)
}

func (s *GuardSuite) TestStatusAndSignalAreTold() {
	_, result := s.run("exit 7")
	s.Equal(Result{Status: 7}, result)
	session := s.start("kill -SEGV $$")
	result, err := session.Wait()
	s.NoError(err)
	s.Equal(syscall.SIGSEGV, result.Signal)
	s.Contains(session.Transcript(), "segmentation fault")
}

func (s *GuardSuite) TestKitsOwnSettingsDoNotReachTheRuntime() {
	s.T().Setenv("KIT_SEED", "7")
	s.T().Setenv("MYDOCKER", "/bin/false")
	_, result := s.run("env")
	s.NotRegexp(`(?m)^(KIT_|MYDOCKER)`, result.Stdout)
}

func (s *GuardSuite) TestRuntimeDiesWithTheGuard() {
	session := s.start("exec sleep 1000")
	pid := session.Pid()
	s.NoError(s.guard.Close())
	s.guard = nil
	s.True(Ended(pid))
}

func (s *GuardSuite) TestAbandonedNamesAreThoseOfDeadProcesses() {
	s.True(abandoned(guardPrefix() + "4194305-0badcafe"))
	s.False(abandoned(guardPrefix() + "xxx"))
	s.False(abandoned("mydocker-kit-1-4194305-0badcafe"), "another PID namespace's")
	s.False(abandoned(filepath.Base(s.guard.Dir)))
}
