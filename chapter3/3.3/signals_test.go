package main

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"os"
	"os/exec"
	"os/signal"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/suite"

	"mydocker/harness/host"
)

// SignalsSuite sends signals to programs that handle some of them.
type SignalsSuite struct{ suite.Suite }

func TestSignals(t *testing.T) { suite.Run(t, new(SignalsSuite)) }

var endingSignals = []os.Signal{syscall.SIGINT, syscall.SIGQUIT, syscall.SIGTERM, syscall.SIGHUP}

// What is caught here is not ignored in a program that is started here, even
// if these tests were started so, by nohup for example.
func (s *SignalsSuite) SetupTest()    { signal.Notify(make(chan os.Signal, 1), endingSignals...) }
func (s *SignalsSuite) TearDownTest() { signal.Reset(endingSignals...) }

func (s *SignalsSuite) TestSignalThatIsIgnoredIsHandled() {
	s.True(handles(s.shell(`trap "" TERM`).pid(), syscall.SIGTERM))
}

func (s *SignalsSuite) TestSignalThatIsCaughtIsHandled() {
	s.True(handles(s.shell(`trap : TERM`).pid(), syscall.SIGTERM))
}

func (s *SignalsSuite) TestSignalThatNobodyAskedForIsNotHandled() {
	cat := s.start("cat")
	for _, sig := range endingSignals {
		s.False(handles(cat.pid(), sig.(syscall.Signal)), "%v", sig)
	}
}

// The masks count from one: the neighbours show whether the bit is the right one.
func (s *SignalsSuite) TestEachSignalIsToldFromItsNeighbours() {
	for _, sig := range []syscall.Signal{syscall.SIGUSR1, syscall.SIGTERM, 40, 64} {
		shell := s.shell(`trap "" ` + strconv.Itoa(int(sig)))
		s.True(handles(shell.pid(), sig), "signal %d", sig)
		s.False(handles(shell.pid(), sig-1), "signal %d, for %d", sig-1, sig)
		s.False(handles(shell.pid(), sig+1), "signal %d, for %d", sig+1, sig)
	}
}

// The largest pid that Linux gives is far below.
func (s *SignalsSuite) TestProcessThatIsGoneHandlesNothing() {
	s.False(handles(math.MaxInt32, syscall.SIGTERM))
}

func (s *SignalsSuite) TestCommandThatHandlesNothingIsKilled() {
	for _, sig := range endingSignals {
		cat := s.start("cat")
		cat.relay(sig)
		s.Equal("signal: killed", cat.end(), "%v", sig)
	}
}

func (s *SignalsSuite) TestSignalIsPassedOnToACommandThatHandlesIt() {
	for sig, status := range map[os.Signal]string{syscall.SIGTERM: "exit status 7", syscall.SIGHUP: "exit status 8"} {
		shell := s.shell(`trap "exit 7" TERM; trap "exit 8" HUP`)
		shell.relay(sig)
		s.Equal(status, shell.end(), "%v", sig)
	}
}

// The terminal has sent Ctrl-C to the command itself: once is enough. The
// kernel hands out INT before TERM.
func (s *SignalsSuite) TestCtrlCIsLeftToACommandThatHandlesIt() {
	shell := s.shell(`trap "exit 6" INT; trap "exit 7" TERM`)
	shell.relay(syscall.SIGINT, syscall.SIGTERM)
	s.Equal("exit status 7", shell.end())
}

// Each of these would end the tests.
func (s *SignalsSuite) TestSignalsThatEndAProgramAreCaught() {
	signal.Reset(endingSignals...)
	signals := catchSignals()
	for _, sig := range endingSignals {
		s.Require().NoError(syscall.Kill(os.Getpid(), sig.(syscall.Signal)))
		select {
		case caught := <-signals:
			s.Equal(sig, caught)
		case <-time.After(deadline()):
			s.Failf("not caught", "%v", sig)
		}
	}
}

// deadline is for what takes no time.
func deadline() time.Duration { return host.Patience(5 * time.Second) }

// program is running, and ends when its stdin does.
type program struct {
	*exec.Cmd
	stdin io.Closer
}

// shell starts a shell, and returns when it has done script.
func (s *SignalsSuite) shell(script string) program {
	return s.start("/bin/sh", "-c", script+"; read line; echo $line; read end")
}

// start starts a program that copies a line, and returns when it has done so,
// and waits for the next: a signal that comes just before a shell's read is
// handled after it.
func (s *SignalsSuite) start(name string, args ...string) program {
	cmd := exec.Command(name, args...)
	stdin, err := cmd.StdinPipe()
	s.Require().NoError(err)
	stdout, err := cmd.StdoutPipe()
	s.Require().NoError(err)
	s.Require().NoError(cmd.Start())
	s.T().Cleanup(func() {
		cmd.Process.Kill()
		cmd.Wait()
	})
	_, err = io.WriteString(stdin, "ready\n")
	s.Require().NoError(err)
	line, err := bufio.NewReader(stdout).ReadString('\n')
	s.Require().NoError(err)
	s.Require().Equal("ready\n", line)
	s.Require().Eventually(func() bool {
		stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", cmd.Process.Pid))
		return err == nil && strings.Contains(string(stat), ") S ") // asleep: proc_pid_stat(5)
	}, deadline(), time.Millisecond)
	return program{cmd, stdin}
}

func (p program) pid() int { return p.Process.Pid }

// relay has relaySignals receive signals, one after the other.
func (p program) relay(signals ...os.Signal) {
	received := make(chan os.Signal, len(signals))
	for _, sig := range signals {
		received <- sig
	}
	close(received)
	relaySignals(received, p.Process)
}

// end waits for the program to end, and says how. One that no signal has
// ended sees the end of its stdin, at last.
func (p program) end() string {
	defer time.AfterFunc(deadline(), func() { p.stdin.Close() }).Stop()
	p.Wait()
	return p.ProcessState.String()
}
