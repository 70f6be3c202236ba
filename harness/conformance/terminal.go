package conformance

import (
	"strings"

	"mydocker/harness/host"
	"mydocker/harness/mydocker"
)

// Terminal asks whether a container can be worked in.
type Terminal struct{ Suite }

// shell starts a shell on a terminal of its own, and returns its prompt.
func (s *Terminal) shell() (*Container, string) {
	s.Needs(host.Root)
	prompt := s.Word() + "> "
	c := s.StartWith(call{Args: []string{"run", "-ti", "/bin/sh"}, Env: []string{"PS1=" + prompt, "ENV="}, Terminal: true})
	s.Prints(c.Session, prompt)
	return c, prompt
}

func (s *Terminal) TestShellHasPromptEchoAndJobControl() {
	c, prompt := s.shell()
	s.Type(c.Session, "echo $((6 * 7))-done\r")
	s.Prints(c.Session, "echo $((6 * 7))-done", "42-done", prompt)
	s.Type(c.Session, "sleep 1000 &\r", "jobs\r")
	s.Prints(c.Session, "Running")
	s.NotContains(c.Stdout.String(), "access tty", "job control")
	s.NotContains(c.Stdout.String(), "no job control", "job control")
	s.Type(c.Session, "exit 3\r")
	s.Wait(c.Session)
}

func (s *Terminal) TestCtrlCEndsTheForegroundCommandOnly() {
	s.Needs(host.Program("sleep"))
	c, prompt := s.shell()
	own := s.Own("sleep")
	s.Type(c.Session, quoted(own)+" 1000\r")
	sleep := s.await(c.Session, own)
	prompts := strings.Count(c.Stdout.String(), prompt)
	s.Type(c.Session, "\x03")
	s.True(s.Becomes(func() bool { return mydocker.Ended(sleep.PID) }), "sleep has ended")
	s.True(s.Becomes(func() bool { return strings.Count(c.Stdout.String(), prompt) > prompts }), "the shell prompts again")
	s.False(c.Session.Ended(), "run has ended")
}

// answers asks that python takes a line. A runtime may hand Ctrl-C on besides:
// then python has it twice, and the second may hit the line that is typed next.
func (s *Terminal) answers(session *mydocker.Session) {
	first, second := s.Word(), s.Word()
	printed := func(text string) int { return strings.Count(session.Stdout.String(), text) }
	for range 3 {
		interrupts := printed("KeyboardInterrupt")
		interrupted := func() bool { return printed("KeyboardInterrupt") > interrupts }
		s.Type(session, "print('"+first+"' + '"+second+"')\r")
		s.Becomes(func() bool { return printed(first+second) > 0 || interrupted() })
		if !interrupted() {
			break
		}
	}
	s.Prints(session, first+second)
}

func (s *Terminal) TestCtrlCInterruptsPythonsLineOnly() {
	s.Needs(host.Root, host.Program("python3"))
	session := s.Launch(call{Args: []string{"run", "-ti", s.Path("python3")}, Terminal: true})
	s.Prints(session, ">>> ")
	s.Type(session, "1 + ")
	s.Prints(session, ">>> ", "1 + ")
	// A signal between its echo and its next select(2) is kept by python until
	// the next key: it is to wait for one. A runtime that never rests has had
	// its time.
	session.Settle()
	s.Type(session, "\x03")
	s.Prints(session, "KeyboardInterrupt", ">>> ")
	s.answers(session)
	s.False(session.Ended(), "run has ended")
}
