package starter

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/stretchr/testify/suite"

	"mydocker/harness/host"
	"mydocker/harness/words"
)

// WriteSuite holds where a starter is written, and where it is not.
type WriteSuite struct {
	suite.Suite
	top string
}

func TestWrite(t *testing.T) { suite.Run(t, new(WriteSuite)) }

func (s *WriteSuite) SetupTest() { s.top = s.T().TempDir() }

var small = map[string]string{"a.go": "package a\n", "b/b.go": "package b\n"}

func (s *WriteSuite) TestDirectoriesAreMadeForIt() {
	dir := filepath.Join(s.top, "x", "y")
	s.NoError(free(words.Words{}, dir))
	s.NoError(write(dir, small))
	s.FileExists(filepath.Join(dir, "b", "b.go"))
}

func (s *WriteSuite) TestAnEmptyDirectoryWillDo() {
	s.NoError(free(words.Words{}, s.top))
	s.NoError(write(s.top, small))
	s.FileExists(filepath.Join(s.top, "a.go"))
}

func (s *WriteSuite) TestADirectoryWithSomethingInItIsRefused() {
	s.Require().NoError(os.WriteFile(filepath.Join(s.top, ".hidden"), nil, 0o644))
	_, err := Make(Order{Kit: kit(&s.Suite), Step: "3.1", Dir: s.top})
	s.EqualError(err, s.top+" is there already, and not empty")
}

func (s *WriteSuite) TestAFileIsRefused() {
	file := filepath.Join(s.top, "file")
	s.Require().NoError(os.WriteFile(file, nil, 0o644))
	_, err := Make(Order{Kit: kit(&s.Suite), Step: "3.1", Dir: file})
	s.ErrorIs(err, syscall.ENOTDIR)
	s.FileExists(file)
}

func (s *WriteSuite) TestAStepThatIsNoneIsRefused() {
	_, err := Make(Order{Kit: kit(&s.Suite), Step: "3.9", Dir: filepath.Join(s.top, "new")})
	s.EqualError(err, `there is no step "3.9"; the steps are [3.1 3.2 3.3]`)
	s.NoDirExists(filepath.Join(s.top, "new"))
}

// A file cannot be a directory too.
func (s *WriteSuite) TestAFailureLeavesNothingBehind() {
	impossible := map[string]string{"a": "", "a/b": ""}
	s.Error(write(filepath.Join(s.top, "x", "y"), impossible))
	s.NoDirExists(filepath.Join(s.top, "x"))
	s.Error(write(s.top, impossible))
	entries, err := os.ReadDir(s.top)
	s.NoError(err, "it was there before")
	s.Empty(entries)
}

func (s *WriteSuite) TestItBelongsToWhomSudoWorksFor() {
	host.Needs(s.T(), host.Root)
	s.T().Setenv("SUDO_UID", "1234")
	s.T().Setenv("SUDO_GID", "1235")
	s.Require().NoError(write(filepath.Join(s.top, "x", "y"), small))
	for name, uid := range map[string]uint32{".": 0, "x": 1234, "x/y": 1234, "x/y/a.go": 1234, "x/y/b/b.go": 1234} {
		file, err := os.Stat(filepath.Join(s.top, name))
		s.Require().NoError(err)
		s.Equal(uid, file.Sys().(*syscall.Stat_t).Uid, name)
	}
}
