package subsystems

import (
	"os"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/suite"
)

// FindGroupSuite holds what findGroup makes of the lines of /proc/PID/cgroup.
type FindGroupSuite struct{ suite.Suite }

func TestFindGroup(t *testing.T) { suite.Run(t, new(FindGroupSuite)) }

const memberships = `12:cpuset:/
9:memory:/user.slice/user-1000.slice
4:cpu,cpuacct:/a:b
1:name=systemd:/init.scope
0::/init.scope
`

func (s *FindGroupSuite) TestTheLineOfTheControllerCounts() {
	for controller, group := range map[string]string{
		"memory": "/user.slice/user-1000.slice", "cpuset": "/", "cpu": "/a:b", "cpuacct": "/a:b",
	} {
		found, err := findGroup(strings.NewReader(memberships), controller)
		s.NoError(err, controller)
		s.Equal(group, found, controller)
	}
}

func (s *FindGroupSuite) TestControllerWithoutALineIsAnError() {
	for _, controller := range []string{"mem", "pids", "systemd", ""} {
		_, err := findGroup(strings.NewReader(memberships[:strings.Index(memberships, "0::")]), controller)
		s.ErrorIs(err, os.ErrNotExist, controller)
	}
}

func (s *FindGroupSuite) TestReadThatFailsIsAnError() {
	_, err := findGroup(iotest.ErrReader(os.ErrClosed), "memory")
	s.ErrorIs(err, os.ErrClosed)
}
