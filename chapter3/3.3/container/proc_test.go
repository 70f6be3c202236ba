package container

import (
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/stretchr/testify/suite"

	"mydocker/harness/host"
)

// ProcSuite looks at /proc from inside a container.
type ProcSuite struct{ suite.Suite }

func TestProc(t *testing.T) { suite.Run(t, new(ProcSuite)) }

// The shell reads its own pid there: 1, and not what this machine calls it.
func (s *ProcSuite) TestProcIsThatOfTheContainer() {
	host.Needs(s.T(), host.Root)
	out := runAsInit(s.T(), inContainer(), "/bin/sh", "-c", "read pid rest </proc/self/stat; echo $pid")
	s.Equal("1\n", out)
}

func (s *ProcSuite) TestProcCarriesNoProgramsAndNoDevices() {
	host.Needs(s.T(), host.Root)
	out := runAsInit(s.T(), inContainer(), "/bin/sh", "-c", "cat /proc/self/mountinfo")
	mounts := strings.Split(strings.TrimSpace(out), "\n")
	s.Regexp(` / /proc rw,nosuid,nodev,noexec[, ].* - proc proc `, mounts[len(mounts)-1])
}

// A machine whose / is shared, as systemd has it, would get the container's
// /proc over its own. Here, a mount namespace stands for the machine.
func (s *ProcSuite) TestMachineThatSharesItsMountsIsLeftAlone() {
	host.Needs(s.T(), host.Root, host.Program("unshare"))
	testBinary, err := os.Executable()
	s.Require().NoError(err)
	machine := exec.Command("unshare", "--mount", "--propagation", "shared", "/bin/sh", "-c", `
		unshare --mount --pid --fork --propagation unchanged "$0" "$@"
		read pid rest </proc/self/stat && [ $pid = $$ ] && echo kept`, testBinary)
	out := runAsInit(s.T(), machine, "/bin/echo", "ran")
	s.Equal("ran\nkept\n", out)
}
