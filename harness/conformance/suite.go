package conformance

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"

	"github.com/stretchr/testify/suite"

	"mydocker/harness/host"
	"mydocker/harness/mydocker"
	"mydocker/harness/words"
)

// Suite is what every suite of the package is built on: each case has a guard
// of its own, in which it starts the runtime, and a report if it fails.
type Suite struct {
	suite.Suite
	kit *Kit

	runtime  mydocker.Runtime
	random   *rand.Rand
	guard    *mydocker.Guard
	scripts  string
	sessions []*mydocker.Session
	clause   Clause
	kept     []string // groups above those of containers
	blocked  bool
	notAsked bool
	kitError bool
	asLeft   bool // the guard is not mended between runs
}

func (s *Suite) use(kit *Kit) { s.kit = kit }

func suiteName(s any) string { return reflect.TypeOf(s).Elem().Name() }

// BeforeTest makes the case's guard, or ends the case if a clause that it
// rests on is known to be broken.
func (s *Suite) BeforeTest(_, testCase string) {
	s.kept, s.guard, s.scripts, s.sessions = nil, nil, "", nil
	s.runtime, s.random = s.kit.Runtime, s.kit.randomOf(testCase)
	s.blocked, s.notAsked, s.kitError, s.asLeft = false, false, false, false
	clause, found := FindClause(testCase)
	s.Require().True(found, "%s is in no clause of the catalogue", testCase)
	s.clause = clause
	for _, base := range clause.RestsOn {
		if verdict := s.kit.results.Of(base); verdict == Failed || verdict == Blocked {
			s.Blocked(base)
		}
	}
	if clause.Level == Ours {
		s.OursOnly()
	}
	s.Require().False(s.kit.late(), "the time that the runtime had for all cases has passed")
	s.scripts = filepath.Join(s.kit.Cases, testCase)
	s.Require().NoError(s.removeScripts())
	guard, err := s.kit.newGuard()
	s.kitError = err != nil
	s.Require().NoError(err, "an error of the kit, not of the runtime")
	s.guard = guard
	s.Require().NoError(guard.MkdirAll(s.scripts))
}

// AfterTest ends whatever the case started, and reports a failure.
func (s *Suite) AfterTest(_, testCase string) {
	if s.T().Failed() {
		s.report()
	}
	if s.guard != nil {
		err := s.guard.Close()
		s.kitError = err != nil
		s.NoError(err, "an error of the kit, not of the runtime")
	}
	if s.scripts != "" && !s.T().Failed() {
		s.removeScripts()
	}
	verdict := Passed
	switch {
	case s.kitError:
		verdict = KitError
	case s.notAsked:
		verdict = NotAsked
	case s.T().Failed():
		verdict = Failed
	case s.blocked:
		verdict = Blocked
	case s.T().Skipped():
		verdict = NotRun
	}
	s.kit.results.add(s.clause.ID, testCase, verdict)
}

// removeScripts removes what the case, or the same one of an earlier run, has
// put down. What is in a sandbox ends with it.
func (s *Suite) removeScripts() error {
	if s.kit.Sandbox != nil {
		return nil
	}
	return os.RemoveAll(s.scripts)
}

// report says what a failed case means, and how to see it by hand.
func (s *Suite) report() {
	say, c := s.kit.Say, s.clause
	of := func(part, english string) string { return say.Of("clause."+c.ID+"."+part, english) }
	var text strings.Builder
	fmt.Fprintf(&text, "\n%s\n  %s\n", say.Say("suite.clause", words.Values{"Clause": c.ID, "Step": c.Step, "Level": c.Level}), of("promise", c.Promise))
	fmt.Fprintln(&text, say.Say("suite.repeat", words.Values{"Dir": s.kit.Dir}))
	running := false
	for _, session := range s.sessions {
		text.WriteString(session.Transcript())
		running = running || !session.Ended()
	}
	if running && strings.Contains(text.String(), s.kit.Probe) {
		fmt.Fprintf(&text, "  (%s)\n", say.Say("suite.probe"))
	}
	fmt.Fprintf(&text, "%s\n  %s\n%s\n  %s\n", say.Say("suite.means"), of("means", c.Means), say.Say("suite.look"), of("look", c.Look))
	s.T().Log(text.String())
}

// Blocked ends a case that cannot be seen, since a clause that it rests on is
// broken.
func (s *Suite) Blocked(base string) {
	s.blocked = true
	s.T().Skipf("blocked: it rests on %s, which is broken", base)
}

// OursOnly ends a case that holds the kit's own runtimes to more than others.
func (s *Suite) OursOnly() {
	if !s.kit.Ours {
		s.NotAsked("asked of the kit's own runtimes only")
	}
}

// NotAsked ends a case that is no question for this runtime.
func (s *Suite) NotAsked(why string) {
	s.notAsked = true
	s.T().Skip(why)
}

// Needs ends the case as not run where the machine lacks a requirement.
func (s *Suite) Needs(requirements ...host.Requirement) { host.Needs(s.T(), requirements...) }

// Probe is the path of the kit's probe: a command that a case can ask.
func (s *Suite) Probe() string { return s.kit.Probe }

// Word returns a random word, that nothing else will print.
func (s *Suite) Word() string { return fmt.Sprintf("kit-%08x", s.random.Uint32()) }

// Script writes a shell script and returns its path: a command that is one
// word. A path in it is to be quoted: see File.
func (s *Suite) Script(lines ...string) string {
	path := filepath.Join(s.scripts, "script-"+s.Word())
	text := "#!/bin/sh\n" + strings.Join(lines, "\n") + "\n"
	s.Require().NoError(s.guard.WriteFile(path, []byte(text), 0o755))
	return path
}

// Dir makes an empty directory.
func (s *Suite) Dir() string {
	dir := filepath.Join(s.scripts, s.Word())
	s.Require().NoError(s.guard.MkdirAll(dir))
	return dir
}

// File returns the path of a file for a script to write, and the redirection
// that does.
func (s *Suite) File() (path, into string) {
	path = filepath.Join(s.scripts, s.Word()+".txt")
	return path, " > " + quoted(path)
}

// quoted writes a path as a shell takes it.
func quoted(path string) string { return "'" + strings.ReplaceAll(path, "'", `'\''`) + "'" }

// Start starts the runtime and waits until its command runs.
func (s *Suite) Start(args ...string) *Container { return s.StartWith(call{Args: args}) }

// Run starts the runtime and waits until it has ended.
func (s *Suite) Run(args ...string) mydocker.Result { return s.RunWith(call{Args: args}) }

type call = mydocker.Invocation

// StartWith is Start with more said about how.
func (s *Suite) StartWith(how call) *Container {
	session := s.Launch(how)
	container, err := session.Await(s.commandOf(how))
	s.Require().NoError(err)
	c := &Container{container, s}
	s.isTheOneOutside(c, how)
	return c
}

// isTheOneOutside asks that the command seen in the guard is the one at the
// other end of the session's pipes: a runtime could start it twice, and have
// one of them isolated and the other one used.
func (s *Suite) isTheOneOutside(c *Container, how call) {
	wired := s.kit.results.Of("tty-wired")
	if s.clause.Kind == Manners || how.Args[1] != "-ti" || mydocker.CommandOf(how.Args) != s.Probe() || wired == Failed {
		return
	}
	name := c.Ask("name")
	comm, err := c.Status("Name")
	s.Require().Equal(name, must(s, comm, err), "the name of process %d, once the command has given itself one: it is another one that answers", c.PID)
}

// RunWith is Run with more said about how. Its stdin is empty.
func (s *Suite) RunWith(how call) mydocker.Result {
	session := s.Launch(how)
	if !how.Terminal {
		session.Stdin.Close()
	}
	return s.Wait(session)
}

// Launch starts the runtime and waits for nothing. What an earlier run of the
// case did to the guard's /proc is mended first: one slip is to break one
// clause.
func (s *Suite) Launch(how call) *mydocker.Session {
	s.offered(how.Args)
	if !s.asLeft {
		s.Require().NoError(s.guard.MendProc())
	}
	session, err := s.guard.Start(s.runtime, how)
	s.Require().NoError(err)
	s.sessions = append(s.sessions, session)
	return session
}

// Wait waits until the runtime has ended.
func (s *Suite) Wait(session *mydocker.Session) mydocker.Result {
	result, err := session.Wait()
	s.Require().NoError(err)
	return result
}

// StartHeld starts the runtime, to be held at a point of its life.
func (s *Suite) StartHeld(point mydocker.Point, args ...string) *mydocker.Held {
	return s.StartHeldWith(point, call{Args: args})
}

// StartHeldWith is StartHeld with more said about how.
func (s *Suite) StartHeldWith(point mydocker.Point, how call) *mydocker.Held {
	s.offered(how.Args)
	held, err := s.guard.StartHeld(s.runtime, how, point, s.commandOf(how))
	s.Require().NoError(err)
	s.sessions = append(s.sessions, held.Session)
	return held
}

// isHeld waits until the runtime is held, and reports whether it was.
func (s *Suite) isHeld(held *mydocker.Held) bool {
	reached, err := held.Next()
	return must(s, reached, err)
}

// letInitRun gives init all the time it wants, and reports whether it has
// become the command.
func (s *Suite) letInitRun(held *mydocker.Held) bool {
	running, err := held.LetInitRun()
	return must(s, running, err)
}

// offered asks that the runtime has each of the flags: a right value behind the
// wrong flag says nothing.
func (s *Suite) offered(args []string) {
	flag, other := s.runtime.Dialect.Lacks(args)
	s.Require().Empty(flag, "this runtime has no flag for %s, but %s; if it has one, name it: MYDOCKER_DIALECT=%s=...", flag, other, flag)
}

// limited returns run -ti with all three limits that the runtime has a flag
// for, and a command, and the controllers of the limits.
func (s *Suite) limited(command string) (args, controllers []string) {
	args = []string{"run", "-ti"}
	for _, limit := range [][3]string{{"-m", "100m", "memory"}, {"-cpushare", "512", "cpu"}, {"-cpuset", itoa(s.cores()[0]), "cpuset"}} {
		if _, lacks := s.runtime.Dialect.Other[limit[0]]; !lacks {
			args, controllers = append(args, limit[0], limit[1]), append(controllers, limit[2])
		}
	}
	return append(args, command), controllers
}

// commandOf returns how the kernel will show COMMAND of run [FLAGS] COMMAND.
func (s *Suite) commandOf(how call) mydocker.Command {
	word := mydocker.CommandOf(how.Args)
	if strings.HasPrefix(word, filepath.Join(s.scripts, "script-")) {
		return mydocker.Command{Program: s.program("/bin/sh"), Script: word}
	}
	return s.command(word)
}

// command returns how the kernel will show a program.
func (s *Suite) command(program string) mydocker.Command {
	command := mydocker.Command{Program: s.program(program)}
	if program == s.Probe() {
		command.File = s.kit.probeFile
	}
	return command
}

// program returns the file of a program, without symbolic links.
func (s *Suite) program(name string) string {
	path, err := s.guard.RealPath(s.Path(name))
	return must(s, path, err)
}

// await waits until the session runs a program.
func (s *Suite) await(session *mydocker.Session, program string) *Container {
	container, err := session.Await(s.command(program))
	return &Container{must(s, container, err), s}
}

// State returns what the outside looks like.
func (s *Suite) State() mydocker.State {
	state, err := s.guard.State()
	s.Require().NoError(err)
	return state
}

// LeftSince returns what is not as it was before. Others than the kit's own
// runtimes may keep the groups above those of their containers.
func (s *Suite) LeftSince(before mydocker.State) []string {
	return slices.DeleteFunc(s.State().Difference(before), func(line string) bool {
		group, left := strings.CutPrefix(line, "cgroup left: ")
		return left && !s.kit.Ours && slices.Contains(s.kept, group)
	})
}

// MountsSince returns how the host's mounts are not as they were before.
func (s *Suite) MountsSince(before mydocker.State) []string {
	return slices.DeleteFunc(s.State().Difference(before), func(line string) bool {
		return !strings.HasPrefix(line, "mount ")
	})
}

// StatusIs asks for a status that a shell would give too. Others than the
// kit's own runtimes may say it by any status but 0.
func (s *Suite) StatusIs(status int, result mydocker.Result) {
	if s.kit.Ours {
		s.Equal(status, result.Status, "exit status of run")
		return
	}
	s.NotEqual(0, result.Status, "exit status of run")
}

// NoCrash asks that nothing in the output is a Go stack trace.
func (s *Suite) NoCrash(result mydocker.Result) {
	s.NotContains(result.Stdout+result.Stderr, "goroutine ", "a stack trace")
	s.NotContains(result.Stdout+result.Stderr, "panic:", "a stack trace")
}
