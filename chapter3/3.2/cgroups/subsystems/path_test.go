package subsystems

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/suite"

	"mydocker/harness/host"
)

// PathSuite holds what GetCgroupPath finds and makes.
type PathSuite struct{ groupSuite }

func TestPath(t *testing.T) { suite.Run(t, new(PathSuite)) }

func (s *PathSuite) TestNothingIsFoundWithoutAHierarchy() {
	_, err := GetCgroupPath("no-such-controller", s.group, true)
	s.ErrorIs(err, os.ErrNotExist)
}

func (s *PathSuite) TestGroupIsMadeWhereAskedFor() {
	host.Needs(s.T(), host.Root, host.CgroupV1("cpu"))
	for range 2 { // the second time, it is there
		dir, err := GetCgroupPath("cpu", s.group, true)
		s.NoError(err)
		s.Equal(s.dir("cpu"), dir)
		s.FileExists(filepath.Join(dir, "cgroup.procs"))
	}
}

func (s *PathSuite) TestAbsentGroupIsNotMadeUnasked() {
	host.Needs(s.T(), host.CgroupV1("cpu"))
	_, err := GetCgroupPath("cpu", s.group, false)
	s.ErrorIs(err, os.ErrNotExist)
	s.nothingMade("cpu")
}

func (s *PathSuite) TestGroupThatIsThereIsFoundUnasked() {
	host.Needs(s.T(), host.Root, host.CgroupV1("cpu"))
	s.Require().NoError(os.MkdirAll(s.dir("cpu"), 0o755))
	dir, err := GetCgroupPath("cpu", s.group, false)
	s.NoError(err)
	s.Equal(s.dir("cpu"), dir)
}

// The end of each container removes the group above, if no other is in it:
// here, over and over again.
func (s *PathSuite) TestGroupIsMadeWhileTheOneAboveIsRemoved() {
	host.Needs(s.T(), host.Root, host.CgroupV1("cpu"))
	above, over, ended := filepath.Dir(s.dir("cpu")), make(chan bool), make(chan bool)
	go func() {
		defer close(ended)
		for {
			select {
			case <-over:
				return
			default:
				os.Remove(above)
			}
		}
	}()
	for range 300 {
		dir, err := GetCgroupPath("cpu", s.group, true)
		if !s.NoError(err) || !s.NoError(os.Remove(dir)) {
			break
		}
	}
	close(over)
	<-ended
}
