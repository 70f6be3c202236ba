package guides

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"time"

	"github.com/creack/pty"
	"golang.org/x/sys/unix"

	"mydocker/harness/host"
)

// ready is the prompt of the shells in a Terminal, and of those in a
// container: it is in their environment. No document shows it.
const ready = "\x1eready> "

// commandLimit is how long a command may take: those that build something
// take seconds.
func commandLimit() time.Duration { return host.Patience(time.Minute) }

// Terminal is a bash on a terminal of 80 columns, without echo.
type Terminal struct {
	keyboard *os.File
	shell    *exec.Cmd
	screen   screen
}

// NewTerminal starts a bash with start, in a directory with an environment.
func NewTerminal(dir string, env []string, start func(*exec.Cmd) error) (*Terminal, error) {
	ours, theirs, err := pty.Open()
	if err != nil {
		return nil, fmt.Errorf("open a terminal: %w", err)
	}
	defer theirs.Close()
	if err := quiet(theirs); err != nil {
		return nil, fmt.Errorf("set up a terminal: %w", err)
	}
	t := &Terminal{keyboard: ours, shell: exec.Command("bash", "--norc", "--noprofile", "--noediting", "-i")}
	t.shell.Dir = dir
	// Where bash has start-up files that set the prompt, PROMPT_COMMAND has the last word.
	t.shell.Env = append(env, "TERM=dumb", "PS1="+ready, "PROMPT_COMMAND=PS1='"+ready+"' PS2=", "PS2=", "ENV=", "HISTFILE=")
	t.shell.Stdin, t.shell.Stdout, t.shell.Stderr = theirs, theirs, theirs
	t.shell.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	if err := start(t.shell); err != nil {
		ours.Close()
		return nil, fmt.Errorf("start a shell: %w", err)
	}
	go t.screen.show(ours)
	if _, err := t.Await(); err != nil {
		return nil, fmt.Errorf("wait for the shell's prompt: %w", err)
	}
	return t, nil
}

// quiet has a terminal print what programs write, and nothing else.
func quiet(terminal *os.File) error {
	settings, err := unix.IoctlGetTermios(int(terminal.Fd()), unix.TCGETS)
	if err != nil {
		return err
	}
	settings.Lflag &^= unix.ECHO
	settings.Oflag &^= unix.OPOST
	if err := unix.IoctlSetTermios(int(terminal.Fd()), unix.TCSETS, settings); err != nil {
		return err
	}
	return pty.Setsize(terminal, &pty.Winsize{Rows: 24, Cols: 80})
}

// Run types a command, and the keys that are shown below it, and returns what
// was printed until a shell has prompted again: this one, or one in a
// container that the command has started.
func (t *Terminal) Run(command Command) (printed string, err error) {
	if err := t.begin(command); err != nil {
		return t.screen.take(), err
	}
	return t.Await()
}

// Leave types a command, waits until it has come to rest, and returns what was
// printed so far.
func (t *Terminal) Leave(command Command) (printed string, err error) {
	if err = t.begin(command); err == nil {
		err = t.settle()
	}
	return strings.TrimSuffix(t.screen.take(), ready), err
}

// begin types a command, and the keys that are shown below it.
func (t *Terminal) begin(command Command) error {
	t.screen.take()
	t.Type(command.Text + "\n")
	for _, line := range command.Shown {
		if !isKey(line) {
			continue
		}
		if err := t.settle(); err != nil {
			return err
		}
		t.Type(string(line[1] & 0x1f)) // ^C is 3
	}
	return nil
}

// Type types text.
func (t *Terminal) Type(text string) { t.keyboard.WriteString(text) }

// Await waits for a prompt, and returns what was printed above it.
func (t *Terminal) Await() (string, error) {
	for deadline := time.Now().Add(commandLimit()); ; time.Sleep(5 * time.Millisecond) {
		switch {
		case t.screen.prompts():
			return strings.TrimSuffix(t.screen.take(), ready), nil
		case t.screen.hungUp():
			return t.screen.take(), errors.New("the shell has ended")
		case time.Now().After(deadline):
			return t.screen.take(), fmt.Errorf("no prompt within %v", commandLimit().Round(time.Second))
		}
	}
}

// settle waits until the command that was typed waits too: for half a second
// its processes are the same, and asleep. It fails if the command ends.
func (t *Terminal) settle() error {
	deadline := time.Now().Add(commandLimit())
	before, since := "", time.Now()
	for time.Now().Before(deadline) {
		now, asleep := below(t.shell.Process.Pid)
		if now == "" && t.screen.prompts() {
			return errors.New("it has ended, and was to go on")
		}
		if now == "" || now != before || !asleep {
			before, since = now, time.Now()
		}
		if time.Since(since) > host.Patience(time.Second/2) {
			return nil
		}
		time.Sleep(20 * time.Millisecond)
	}
	return fmt.Errorf("it does not come to rest within %v; its processes: %s", commandLimit().Round(time.Second), before)
}

// Close hangs up: the kernel sends SIGHUP to the shell.
func (t *Terminal) Close() error {
	err := t.keyboard.Close()
	t.shell.Process.Kill()
	t.shell.Wait()
	return err
}
