package conformance

import (
	"errors"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sys/unix"

	"mydocker/harness/mydocker"
)

func itoa(n int) string { return strconv.Itoa(n) }

// Path returns the file of a program in PATH.
func (s *Suite) Path(program string) string {
	path, err := s.guard.LookPath(program)
	return must(s, path, err)
}

// CopyForAnyone copies a file to where every user can execute it.
func (s *Suite) CopyForAnyone(file string) string {
	return s.copyTo(filepath.Join(s.guard.Dir, "mydocker"), file)
}

// Own returns a copy of a program, such as "cat", of this case's own: no
// process that the runtime starts for itself can be taken for it.
func (s *Suite) Own(program string) string {
	return s.copyTo(filepath.Join(s.Dir(), program), s.Path(program))
}

func (s *Suite) copyTo(path, file string) string {
	s.Require().NoError(s.guard.Copy(file, path))
	return path
}

// changes is the deadline of what takes no time where nothing else runs: for the
// kernel to kill a process, or a shell to print its prompt. A runtime may give its
// command some seconds to end.
var changes = mydocker.NewDeadline(20*time.Second, 5*time.Second, 5*time.Second)

// Becomes waits until a condition holds, and reports whether it came to. That
// it does not is a failure of the case.
func (s *Suite) Becomes(condition func() bool) bool {
	came := s.comesTo(condition)
	if !came {
		changes.Passed()
	}
	return came
}

// comesTo is Becomes where a runtime may choose.
func (s *Suite) comesTo(condition func() bool) bool {
	deadline := time.Now().Add(changes.Limit())
	for !condition() {
		if time.Now().After(deadline) {
			return false
		}
		time.Sleep(5 * time.Millisecond)
	}
	return true
}

// Type types keys on the session's terminal, or into its stdin. A runtime that
// wants nothing from there may have ended before that, and well: how it ended
// is for the case to ask.
func (s *Suite) Type(session *mydocker.Session, keys ...string) {
	for _, key := range keys {
		session.Note(fmt.Sprintf("then %q was typed", key))
		_, err := session.Stdin.WriteString(key)
		if !errors.Is(err, unix.EPIPE) {
			s.Require().NoError(err)
		}
	}
}

// Prints waits until the session has printed each of the texts, in order.
func (s *Suite) Prints(session *mydocker.Session, texts ...string) {
	found := s.Becomes(func() bool {
		rest, ok := session.Stdout.String(), true
		for _, text := range texts {
			if _, rest, ok = strings.Cut(rest, text); !ok {
				return false
			}
		}
		return true
	})
	s.Require().True(found, "printed %q, in this order; but this was printed: %q", texts, session.Stdout)
}
