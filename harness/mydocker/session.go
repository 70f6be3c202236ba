package mydocker

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"syscall"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/creack/pty"
	"golang.org/x/sys/unix"

	"mydocker/harness/host"
	"mydocker/harness/terminal"
)

// drainWait is how long output may still arrive after the runtime has ended.
func drainWait() time.Duration { return host.Patience(2 * time.Second) }

// Invocation is how a runtime is called.
type Invocation struct {
	// Args is the command line in the book's spelling: "run", "-ti", "/bin/sh".
	Args []string
	// Env is added to this process's own environment: "NAME=value".
	Env []string
	// Terminal gives it a terminal of its own instead of pipes.
	Terminal bool
	// ExtraFiles are descriptors that it gets beside stdin, stdout and stderr.
	ExtraFiles []*os.File
	// Credential is who calls it; nil is root.
	Credential *syscall.Credential
}

// Session is one run of a runtime in a guard.
type Session struct {
	Stdout, Stderr *Output  // the same, on a terminal
	Stdin          *os.File // the other end of the runtime's stdin

	guard   *Guard
	line    string   // the command line, for a person to repeat
	held    string   // where it was held, if it was
	notes   []string // what was done to it since
	program *exec.Cmd
	done    chan struct{}
	status  syscall.WaitStatus // once done is closed
	waitErr error
}

// Start starts the runtime in the guard.
func (g *Guard) Start(runtime Runtime, call Invocation) (*Session, error) {
	return g.startWith(runtime, call, g.start)
}

// starter starts a program in the guard, and returns what waits for its end.
type starter func(*exec.Cmd) (wait func() (syscall.WaitStatus, error), err error)

func (g *Guard) startWith(runtime Runtime, call Invocation, start starter) (*Session, error) {
	args := runtime.Dialect.Spell(call.Args)
	program := exec.Command(runtime.Path, args...)
	program.Dir = g.Dir
	program.Env = append(cleanEnvironment(), call.Env...)
	if g.sandbox != nil {
		line := g.inSandbox(runtime.Path, args, call.Credential)
		program, call.Credential = exec.Command(line[0], line[1:]...), nil
		program.Env = append(environmentInSandbox(), call.Env...)
	}
	program.ExtraFiles = call.ExtraFiles
	// Go's Pdeathsig is for a parent in the same PID namespace alone; the
	// guard's first process has it, and ends all others.
	program.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Credential: call.Credential}
	s := &Session{guard: g, program: program, done: make(chan struct{}), line: guardedLine(runtime.Path, args, call.Env)}
	connect := s.connectPipes
	if call.Terminal {
		program.SysProcAttr.Setpgid, program.SysProcAttr.Setsid, program.SysProcAttr.Setctty = false, true, true
		connect = s.connectTerminal
	}
	var wait func() (syscall.WaitStatus, error)
	theirs, err := connect()
	if err == nil {
		wait, err = start(program)
	}
	for _, file := range theirs {
		file.Close()
	}
	if err != nil {
		return nil, fmt.Errorf("start %s: %w", s.line, err)
	}
	go func() {
		defer close(s.done)
		s.status, s.waitErr = wait()
	}()
	return s, nil
}

// cleanEnvironment is this process's environment without the kit's own settings.
func cleanEnvironment() []string {
	return slices.DeleteFunc(os.Environ(), func(variable string) bool {
		return strings.HasPrefix(variable, "KIT_") || strings.HasPrefix(variable, "MYDOCKER")
	})
}

// connectPipes gives the runtime three pipes, and returns their other ends.
func (s *Session) connectPipes() (theirs []*os.File, err error) {
	for _, stream := range []int{0, 1, 2} {
		read, write, err := os.Pipe()
		if err != nil {
			return theirs, err
		}
		switch stream {
		case 0:
			s.program.Stdin, s.Stdin = read, write
			theirs = append(theirs, read)
		case 1:
			s.program.Stdout, s.Stdout = write, collect(read)
			theirs = append(theirs, write)
		case 2:
			s.program.Stderr, s.Stderr = write, collect(read)
			theirs = append(theirs, write)
		}
	}
	return theirs, nil
}

// connectTerminal gives the runtime a terminal of its own; see pty(7).
func (s *Session) connectTerminal() (theirs []*os.File, err error) {
	ours, terminal, err := pty.Open()
	if err != nil {
		return nil, err
	}
	s.program.Stdin, s.program.Stdout, s.program.Stderr = terminal, terminal, terminal
	s.Stdin = ours
	s.Stdout = collect(ours)
	s.Stderr = s.Stdout
	return []*os.File{terminal}, nil
}

// Pid is the pid of the runtime's own process.
func (s *Session) Pid() int { return s.program.Process.Pid }

// Note keeps for the transcript what a person would have to do to the run.
func (s *Session) Note(done string) { s.notes = append(s.notes, done) }

// Signal sends sig to the runtime's own process, and it alone.
func (s *Session) Signal(sig syscall.Signal) error {
	if s.Ended() {
		return nil
	}
	s.Note("then run was sent " + unix.SignalName(sig))
	if err := syscall.Kill(s.Pid(), sig); err != nil && !errors.Is(err, syscall.ESRCH) {
		return fmt.Errorf("send %v to run: %w", sig, err)
	}
	return nil
}

// Ended reports whether the runtime has ended.
func (s *Session) Ended() bool {
	select {
	case <-s.done:
		return true
	default:
		return false
	}
}

// Wait waits for the runtime to end, up to a deadline, and for its output.
func (s *Session) Wait() (Result, error) {
	return s.WaitUpTo(runs.Limit())
}

// ErrTooLong is that a program did not end in the time that it had.
var ErrTooLong = errors.New("did not end")

// WaitUpTo is Wait with a deadline of the caller's.
func (s *Session) WaitUpTo(limit time.Duration) (Result, error) {
	select {
	case <-s.done:
	case <-time.After(limit):
		runs.Passed()
		running := s.guard.processes()
		if !s.Ended() {
			syscall.Kill(s.Pid(), syscall.SIGKILL) // which a person need not do
		}
		return Result{}, fmt.Errorf("%s %w within %v; still running: %v", s.line, ErrTooLong, limit.Round(time.Second), running)
	}
	drained, cancel := context.WithTimeout(context.Background(), drainWait())
	defer cancel()
	for _, output := range []*Output{s.Stdout, s.Stderr} {
		select {
		case <-output.ended:
		case <-drained.Done(): // whatever was left running holds it open
		}
	}
	result := Result{Stdout: s.Stdout.String(), Stderr: s.Stderr.String()}
	if s.waitErr != nil {
		return result, fmt.Errorf("%s: %w", s.line, s.waitErr)
	}
	if result.Status = s.status.ExitStatus(); s.status.Signaled() {
		result.Signal = s.status.Signal()
	}
	return result, nil
}

// Result is how a run of a runtime ended.
type Result struct {
	// Status is the exit status; -1 if a signal ended it.
	Status int
	// Signal is the signal that ended the runtime itself; 0 if none did.
	Signal         syscall.Signal
	Stdout, Stderr string
}

// Transcript is what a person would have seen: the command and its output. No
// byte of that says anything to a terminal, or to go tool test2json.
func (s *Session) Transcript() string {
	var text strings.Builder
	fmt.Fprintf(&text, "  %s\n", s.line)
	if s.held != "" {
		fmt.Fprintf(&text, "  held by ptrace %s\n", s.held)
	}
	for _, note := range s.notes {
		fmt.Fprintf(&text, "    %s\n", note)
	}
	for _, stream := range []struct {
		name   string
		output *Output
	}{{"stdout", s.Stdout}, {"stderr", s.Stderr}} {
		shown := stream.output.String()
		if len(shown) > 2000 {
			shown = shown[:2000] + fmt.Sprintf("... (%d bytes)", len(shown))
		}
		for _, line := range strings.Split(strings.TrimRight(shown, "\n"), "\n") {
			if line != "" {
				fmt.Fprintf(&text, "    %s: %s\n", stream.name, terminal.Printable(strings.TrimSuffix(line, "\r")))
			}
		}
		if s.Stderr == s.Stdout {
			break
		}
	}
	switch {
	case !s.Ended():
		fmt.Fprintln(&text, "    it had not ended when the case did")
	case s.status.Signaled():
		fmt.Fprintf(&text, "    run was ended by signal: %v\n", s.status.Signal())
	default:
		fmt.Fprintf(&text, "    exit status %d\n", s.status.ExitStatus())
	}
	return text.String()
}

// guardedLine writes a command as a shell takes it, to be run by hand as it was
// run here: in the kit's directory, by scripts/guarded.
func guardedLine(path string, args, env []string) string {
	words := append([]string{"scripts/guarded"}, path)
	return commandLine(append(words, args...), env)
}

// commandLine writes a command as a shell takes it.
func commandLine(command, env []string) string {
	var words []string
	for _, setting := range env {
		name, value, _ := strings.Cut(setting, "=")
		words = append(words, name+"="+quoted(value))
	}
	for _, word := range command {
		word = quoted(word)
		if len(word) > 200 {
			word = word[:200] + fmt.Sprintf("...(%d bytes)", len(word))
		}
		words = append(words, word)
	}
	return strings.Join(words, " ")
}

// quoted is a word as a shell takes it, with bytes that a terminal would obey
// written out: bash(1), QUOTING.
func quoted(word string) string {
	switch {
	case strings.ContainsFunc(word, unicode.IsControl) || !utf8.ValidString(word):
		var text strings.Builder
		for _, b := range []byte(word) {
			switch {
			case b == '\'' || b == '\\':
				text.WriteString(`\` + string(rune(b)))
			case b < ' ' || b >= 0x7f:
				fmt.Fprintf(&text, `\x%02x`, b)
			default:
				text.WriteByte(b)
			}
		}
		return "$'" + text.String() + "'"
	case strings.ContainsAny(word, " \"'\\$*?;&|<>()[]{}~#!`") || word == "":
		return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
	}
	return word
}
