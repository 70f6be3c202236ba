package main

import (
	"io"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/suite"

	"mydocker/chapter3/3.3/container"
)

// SendCommandSuite holds what sendInitCommand puts into the pipe. What init
// makes of it is tested in the container package.
type SendCommandSuite struct{ suite.Suite }

func TestSendCommand(t *testing.T) { suite.Run(t, new(SendCommandSuite)) }

func (s *SendCommandSuite) TestEveryArgumentIsCountedAndEnded() {
	for _, sent := range []struct {
		command []string
		message string
	}{
		{[]string{"ls", "-l"}, "2\x00ls\x00-l\x00"},
		{[]string{"/bin/sh"}, "1\x00/bin/sh\x00"},
		{[]string{"sh", "-c", "echo  \"a b\"\n\t'*' $HOME"}, "3\x00sh\x00-c\x00echo  \"a b\"\n\t'*' $HOME\x00"},
		{[]string{"echo", "", ""}, "3\x00echo\x00\x00\x00"},
		{[]string{""}, "1\x00\x00"},
		{strings.Fields(strings.Repeat("x ", 12)), "12\x00" + strings.Repeat("x\x00", 12)},
		{[]string{"回声", "🐳\xff\xfe"}, "2\x00回声\x00🐳\xff\xfe\x00"},
	} {
		message, err := s.send(sent.command)
		s.NoError(err)
		s.Equal(sent.message, message)
	}
}

// A pipe holds 64 KiB: the rest waits until init reads.
func (s *SendCommandSuite) TestCommandLargerThanAPipeArrives() {
	argument := strings.Repeat("x", 128<<10-1)
	message, err := s.send([]string{"echo", argument, argument})
	s.NoError(err)
	s.Equal("3\x00echo\x00"+argument+"\x00"+argument+"\x00", message)
}

// Init may die first, and that must not end run before it has cleaned up.
func (s *SendCommandSuite) TestInitThatIsGoneIsAnErrorAndNoSignal() {
	read, write, err := container.NewPipe()
	s.Require().NoError(err)
	s.Require().NoError(read.Close())
	err = sendInitCommand([]string{"ls"}, write)
	s.ErrorIs(err, syscall.EPIPE)
	s.ErrorContains(err, "send the command to init")
	s.ErrorIs(write.Close(), os.ErrClosed)
}

// Init waits for the end of the pipe.
func (s *SendCommandSuite) TestThePipeIsClosedBehindTheCommand() {
	read, write, err := container.NewPipe()
	s.Require().NoError(err)
	defer read.Close()
	s.NoError(sendInitCommand([]string{"ls"}, write))
	s.ErrorIs(write.Close(), os.ErrClosed)
}

// send returns what init would read. Who does not close the pipe is not waited
// for longer than deadline.
func (s *SendCommandSuite) send(command []string) (string, error) {
	read, write, err := container.NewPipe()
	s.Require().NoError(err)
	defer read.Close()
	s.Require().NoError(read.SetReadDeadline(time.Now().Add(deadline())))
	sent := make(chan error, 1)
	go func() { sent <- sendInitCommand(command, write) }()
	message, err := io.ReadAll(read)
	s.Require().NoError(err)
	return string(message), <-sent
}
