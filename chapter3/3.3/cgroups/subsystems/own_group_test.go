package subsystems

import (
	"os"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/suite"

	"mydocker/harness/host"
)

// OwnGroupSuite holds where FindOwnGroup finds this process.
type OwnGroupSuite struct{ suite.Suite }

func TestOwnGroup(t *testing.T) { suite.Run(t, new(OwnGroupSuite)) }

const memberships = `12:cpuset:/
9:memory:/user.slice/user-1000.slice
4:cpu,cpuacct:/a:b
1:name=systemd:/init.scope
0::/init.scope
`

func (s *OwnGroupSuite) TestTheLineOfTheControllerCounts() {
	for controller, group := range map[string]string{
		"memory": "/user.slice/user-1000.slice", "cpuset": "/", "cpu": "/a:b", "cpuacct": "/a:b",
	} {
		found, err := findGroup(strings.NewReader(memberships), controller)
		s.NoError(err, controller)
		s.Equal(group, found, controller)
	}
}

func (s *OwnGroupSuite) TestControllerWithoutALineIsAnError() {
	for _, controller := range []string{"mem", "pids", "systemd", ""} {
		_, err := findGroup(strings.NewReader(memberships[:strings.Index(memberships, "0::")]), controller)
		s.ErrorIs(err, os.ErrNotExist, controller)
	}
}

func (s *OwnGroupSuite) TestReadThatFailsIsAnError() {
	_, err := findGroup(iotest.ErrReader(os.ErrClosed), "memory")
	s.ErrorIs(err, os.ErrClosed)
}

func (s *OwnGroupSuite) TestItIsTheOneThatTheKernelNames() {
	host.Needs(s.T(), host.Root, host.CgroupV1("memory"))
	hierarchy, err := host.FindHierarchy("memory")
	s.Require().NoError(err)
	group, err := hierarchy.GroupOf("self")
	s.Require().NoError(err)
	found, err := FindOwnGroup("memory")
	s.NoError(err)
	s.Equal(group, found)
}
