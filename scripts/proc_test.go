package scripts

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/suite"

	"mydocker/harness/host"
)

// ProcSuite has /proc damaged as a runtime does it that lets its mounts out,
// in a mount namespace of its own: this machine's is never touched.
type ProcSuite struct{ suite.Suite }

func TestProc(t *testing.T) {
	host.Needs(t, host.Root, host.Proc, host.Program("unshare"))
	suite.Run(t, new(ProcSuite))
}

// with runs shell lines in which damage does what such a runtime does. It
// returns all that they print, and wants the machine's /proc as it was.
func (s *ProcSuite) with(lines string) string {
	before, err := os.ReadFile("/proc/self/mountinfo")
	s.Require().NoError(err)
	command := exec.Command("unshare", "--mount", "--propagation", "private", "sh", "-c", `
mount --make-rshared / || exit
damage() { unshare --pid --fork sh -c 'mount -t proc proc /proc'; }
`+lines)
	command.Env = append(os.Environ(), "KIT_LANG=en")
	output, err := command.CombinedOutput()
	s.Require().NoError(err, string(output))
	after, err := os.ReadFile("/proc/self/mountinfo")
	s.Require().NoError(err)
	s.Equal(string(before), string(after))
	return string(output)
}

// number is what shell lines print to show that /proc shows them again.
const number = `test "$(readlink /proc/self/ns/pid)" && grep -c " /proc " /proc/self/mountinfo`

const unmounted = "/proc: unmounted one that does not show this process\n"

func (s *ProcSuite) TestADamagedProcIsNamedWithTheCommandAndPutBackByIt() {
	said := s.with(`damage; damage
./proc check && exit 1
./fit --go test && exit 1
./proc repair || exit
./proc check && ` + number)
	here, err := os.Getwd()
	s.Require().NoError(err)
	line := "/proc is damaged: a runtime that was run before has mounted its own over it: " + here + "/proc repair\n"
	s.Equal(line+line+unmounted+unmounted+"1\n", said)
}

func (s *ProcSuite) TestAllWaysInSayItAndOneRepairs() {
	host.Needs(s.T(), host.Go)
	said := s.with(`umount --recursive /sys/fs/cgroup 2>/dev/null # no group is to be looked at
damage
for way in "make --no-print-directory -C .. doctor" "./kit doctor" "./place test"; do
  KIT_VM=0 $way && exit 1
done
./kit doctor --repair
` + number)
	s.Equal(3, strings.Count(said, "/proc is damaged: "), said)
	s.Contains(said, unmounted)
	s.Regexp(`(?m)^  ok +/proc$`, said)
	s.Regexp(`\n1\n\z`, said)
}

func (s *ProcSuite) TestAProcInUseIsCovered() {
	said := s.with(`ready=` + filepath.Join(s.T().TempDir(), "ready") + `
mkfifo $ready
unshare --pid --fork --kill-child sh -c "mount -t proc proc /proc && cd /proc/sys && echo >$ready && exec sleep 600" &
read -r _ <$ready
./proc repair || exit
` + number + `
kill -KILL $! # it waits for its child, and hears no other
wait`)
	s.Equal("/proc: mounted anew\n3\n", said)
}

func (s *ProcSuite) TestAProcThatIsGoneIsMounted() {
	s.Equal("/proc: mounted anew\n1\n", s.with(`umount --recursive /proc; ./proc repair && `+number))
}

func (s *ProcSuite) TestAProcThatIsWellIsLeft() {
	s.Equal("/proc: it is not damaged, and was left as it is\n1\n", s.with(`./proc repair && `+number))
	s.Equal("/proc：没有损坏，保持原样\n", s.with(`KIT_LANG=zh ./proc repair`))
}

// In a PID namespace without a /proc of its own, the one above shows this
// process by another number. To unmount that would be the damage.
func (s *ProcSuite) TestAProcOfThePIDNamespaceAboveIsLeft() {
	s.Equal("/proc: it is not damaged, and was left as it is\n1\n", s.with(`unshare --pid --fork ./proc repair && `+number))
}

func (s *ProcSuite) TestOnlyRootRepairs() {
	s.Equal("only root can repair: sudo make doctor REPAIR=1\n1\n", s.with(`KIT_FIT_UID=1000 ./proc repair && exit; echo $?`))
}
