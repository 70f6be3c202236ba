package main

import (
	"errors"
	"fmt"
	"os/exec"
	"testing"

	"github.com/stretchr/testify/suite"

	"mydocker/chapter3/3.2/container"
)

// ExitStatusSuite holds what the shell sees after run.
type ExitStatusSuite struct{ suite.Suite }

func TestExitStatus(t *testing.T) { suite.Run(t, new(ExitStatusSuite)) }

func (s *ExitStatusSuite) TestStatusIsTheCommands() {
	for script, status := range map[string]int{
		"exit 1":                  1,
		"exit 42":                 42,
		"exit 125":                125,
		"exit 255":                255,
		"kill -s TERM $$":         143,
		"kill -s KILL $$":         137,
		"kill -s INT $$":          130,
		"kill -s SEGV $$":         139,
		"exit 137 # is no signal": 137,
	} {
		err := exec.Command("/bin/sh", "-c", script).Run()
		s.Equal(status, exitStatus(err), script)
		s.Equal(status, exitStatus(fmt.Errorf("run: %w", err)), script)
		s.Equal(status, exitStatus(errors.Join(err, errors.New("run: remove the limits"))), script)
	}
}

func (s *ExitStatusSuite) TestStatusTellsWhoIsToBlame() {
	for _, blame := range []struct {
		err    error
		status int
	}{
		{container.ErrNotFound, 127},
		{fmt.Errorf("%q: %w: no such file", "x", container.ErrNotFound), 127},
		{container.ErrNotExecutable, 126},
		{fmt.Errorf("%q: %w: permission denied", "x", container.ErrNotExecutable), 126},
		{errors.New("run: no command given"), 125},
		{fmt.Errorf("run: start: %w", exec.ErrNotFound), 125},
	} {
		s.Equal(blame.status, exitStatus(blame.err), "%v", blame.err)
	}
}
