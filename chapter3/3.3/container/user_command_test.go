package container

import (
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/stretchr/testify/suite"
)

// UserCommandSuite holds what readUserCommand makes of a message.
type UserCommandSuite struct{ suite.Suite }

func TestUserCommand(t *testing.T) { suite.Run(t, new(UserCommandSuite)) }

// message is what run sends for command: see sendInitCommand.
func message(command ...string) string {
	message := strconv.Itoa(len(command)) + "\x00"
	for _, argument := range command {
		message += argument + "\x00"
	}
	return message
}

func read(message string) ([]string, error) {
	return readUserCommand(io.NopCloser(strings.NewReader(message)))
}

func (s *UserCommandSuite) TestEveryArgumentArrivesAsItIs() {
	for _, command := range [][]string{
		{"ls"},
		{"ls", "-l"},
		{"sh", "-c", "echo  \"a b\"\n\t'*' $HOME"},
		{"echo", "", "", ""},
		{""},
		{"2", "3", "1"},
		{"回声", "你好", "🐳", "\xff\xfe"},
	} {
		got, err := read(message(command...))
		s.NoError(err)
		s.Equal(command, got)
	}
}

// Any bytes but NUL, which ends an argument for the kernel too.
func (s *UserCommandSuite) TestRandomArgumentsArriveAsTheyAre() {
	seed := seed(s.T())
	random := rand.New(rand.NewPCG(seed, 0))
	for range 500 {
		command := make([]string, 1+random.IntN(12))
		for i := range command {
			argument := make([]byte, random.IntN(40))
			for j := range argument {
				argument[j] = byte(1 + random.IntN(255))
			}
			command[i] = string(argument)
		}
		got, err := read(message(command...))
		s.Require().NoError(err, "KIT_SEED=%d", seed)
		s.Require().Equal(command, got, "KIT_SEED=%d", seed)
	}
}

// If run dies while it sends, init must not run half a command.
func (s *UserCommandSuite) TestEveryTruncationIsRefused() {
	for _, command := range [][]string{
		{"ls"}, {"sh", "-c", "rm -r /tmp/a"}, {"echo", "", ""}, {""}, {"1", "2", "3"}, strings.Fields(strings.Repeat("x ", 12)),
	} {
		whole := message(command...)
		for length := range len(whole) {
			got, err := read(whole[:length])
			s.Error(err, "%q", whole[:length])
			s.Nil(got)
		}
	}
}

func (s *UserCommandSuite) TestWhatIsNoMessageIsRefused() {
	for _, message := range []string{
		"0\x00", "-1\x00", "x\x00ls\x00", "\x00ls\x00", "ls -l", "1\x00ls\x00-l\x00",
		"9223372036854775807\x00ls\x00", "9223372036854775806\x00", "99999999999999999999\x00ls\x00",
	} {
		got, err := read(message)
		s.Error(err, "%q", message)
		s.Nil(got)
	}
}

func (s *UserCommandSuite) TestReadThatFailsIsAnError() {
	broken := errors.New("broken")
	text := io.MultiReader(strings.NewReader(message("ls")), iotest.ErrReader(broken))
	_, err := readUserCommand(io.NopCloser(text))
	s.ErrorIs(err, broken)
}

// More than a pipe holds, and in the smallest pieces that a pipe may give.
func (s *UserCommandSuite) TestCommandThatArrivesInPiecesIsWhole() {
	command := []string{"echo", strings.Repeat("x", 128<<10-1)}
	got, err := readUserCommand(io.NopCloser(iotest.OneByteReader(strings.NewReader(message(command...)))))
	s.NoError(err)
	s.Equal(command, got)
}

func (s *UserCommandSuite) TestThePipeIsClosedBehindTheCommand() {
	for _, sent := range []string{message("ls"), ""} {
		readPipe, writePipe, err := NewPipe()
		s.Require().NoError(err)
		_, err = writePipe.WriteString(sent)
		s.Require().NoError(err)
		s.Require().NoError(writePipe.Close())
		readUserCommand(readPipe)
		s.ErrorIs(readPipe.Close(), os.ErrClosed)
	}
}

// seed is KIT_SEED, to see again what failed once, or a new one.
func seed(t *testing.T) uint64 {
	if seed, err := strconv.ParseUint(os.Getenv("KIT_SEED"), 10, 64); err == nil {
		return seed
	}
	return uint64(time.Now().UnixNano())
}
