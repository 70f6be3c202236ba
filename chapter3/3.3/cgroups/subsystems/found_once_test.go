package subsystems

import (
	"errors"
	"os"
	"testing"

	"github.com/stretchr/testify/suite"
)

// FoundOnceSuite holds what FindCgroupMountpoint keeps.
type FoundOnceSuite struct{ suite.Suite }

func TestFoundOnce(t *testing.T) { suite.Run(t, new(FoundOnceSuite)) }

func (s *FoundOnceSuite) TestWhatWasFoundIsKept() {
	mountpoint, err := FindCgroupMountpoint("memory")
	if errors.Is(err, os.ErrNotExist) {
		s.T().Skip("not run: no memory controller of cgroup v1 here")
	}
	s.Require().NoError(err)
	kept, _ := mountpoints.Load("memory")
	s.Equal(mountpoint, kept)
}

func (s *FoundOnceSuite) TestWhatWasFoundIsNotLookedForAgain() {
	mountpoints.Store("found-before", "/where/it/was")
	defer mountpoints.Delete("found-before")
	mountpoint, err := FindCgroupMountpoint("found-before")
	s.NoError(err)
	s.Equal("/where/it/was", mountpoint)
}

// It may be mounted by the next time.
func (s *FoundOnceSuite) TestWhatWasNotFoundIsLookedForAgain() {
	_, err := FindCgroupMountpoint("no-such-controller")
	s.Error(err)
	_, kept := mountpoints.Load("no-such-controller")
	s.False(kept)
}
