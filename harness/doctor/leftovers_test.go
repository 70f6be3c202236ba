package doctor

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/stretchr/testify/suite"
	"golang.org/x/sys/unix"

	"mydocker/harness/host"
)

// gone is the pid of no process: it is above what pid_max can be, proc(5).
const gone = 1<<22 + 1

// LeftoversSuite makes groups as guards and the chapter's programs do, in one
// of its own.
type LeftoversSuite struct {
	suite.Suite
	dir       string
	namespace string
}

func TestLeftovers(t *testing.T) {
	host.Needs(t, host.Root, host.CgroupV1("memory"))
	suite.Run(t, new(LeftoversSuite))
}

func (s *LeftoversSuite) SetupTest() {
	hierarchy, err := host.FindHierarchy("memory")
	s.Require().NoError(err)
	own, err := hierarchy.GroupOf("self")
	s.Require().NoError(err)
	parent, err := hierarchy.Dir(own)
	s.Require().NoError(err)
	s.dir = filepath.Join(parent, fmt.Sprintf("doctor-test-%08x", rand.Uint32()))
	s.make("")
	s.T().Cleanup(func() { s.NoError(Leftover{Dir: s.dir}.remove()) })
	namespace, err := os.Readlink("/proc/self/ns/pid")
	s.Require().NoError(err)
	s.namespace = strings.Trim(namespace, "pid:[]")
}

// make makes a group, of that name below the suite's.
func (s *LeftoversSuite) make(name string) string {
	dir := filepath.Join(s.dir, name)
	s.Require().NoError(os.MkdirAll(dir, 0o755))
	return dir
}

// owned names a group as owner pid in that namespace does.
func owned(prefix, namespace string, pid int) string {
	return fmt.Sprintf("%s%s-%d-%08x", prefix, namespace, pid, rand.Uint32())
}

// repair removes what is left over in the suite's group, and returns what it says.
func (s *LeftoversSuite) repair() string {
	out := &strings.Builder{}
	s.NoError(removeAll(out, in(s.T(), "en"), leftoversIn(s.dir, s.namespace)))
	return out.String()
}

func (s *LeftoversSuite) TestGroupsOfTheDeadAreRemovedLineByLine() {
	container := s.make(owned("mydocker/", s.namespace, gone))
	guard := s.make(owned("mydocker-kit-", s.namespace, gone))
	s.make(filepath.Base(guard) + "/" + owned("mydocker/", "1", 7))
	said := s.repair()
	s.Equal(fmt.Sprintf("removed  %s\nremoved  %s\nremoved  %s\n", container, filepath.Dir(container), guard), said)
	for _, dir := range []string{container, filepath.Dir(container), guard} {
		s.NoDirExists(dir)
	}
	s.Equal("cgroups: dead containers have left none\n", s.repair(), "a second time")
}

func (s *LeftoversSuite) TestNothingElseIsTouched() {
	kept := []string{
		s.make(owned("mydocker/", s.namespace, os.Getpid())),
		s.make(owned("mydocker-kit-", s.namespace, os.Getpid())),
		s.make("mydocker/mine"),
		s.make("mydocker-kit-1"),
		s.make(owned("docker/", s.namespace, gone)),
	}
	dead := s.make(owned("mydocker/", s.namespace, gone))
	s.Equal("removed  "+dead+"\n", s.repair())
	for _, dir := range kept {
		s.DirExists(dir)
	}
}

func (s *LeftoversSuite) TestAGroupOfAnotherPIDNamespaceIsLeftAndSaidSo() {
	foreign := s.make(owned("mydocker/", "1", gone))
	s.Equal("left     "+foreign+": it is of another PID namespace, and cannot be judged from here\n", s.repair())
	s.DirExists(foreign)
}

func (s *LeftoversSuite) TestAGroupWithALiveProcessIsLeftAndSaidSo() {
	guard := s.make(owned("mydocker-kit-", s.namespace, gone))
	inner := s.make(filepath.Base(guard) + "/inner")
	sleeper := exec.Command("sleep", "600")
	s.Require().NoError(sleeper.Start())
	defer func() {
		sleeper.Process.Kill()
		sleeper.Wait()
		s.Eventually(func() bool { return unix.Rmdir(inner) == nil }, host.Patience(10e9), 10e6)
	}()
	pid := fmt.Sprint(sleeper.Process.Pid)
	s.Require().NoError(os.WriteFile(filepath.Join(inner, "cgroup.procs"), []byte(pid), 0))
	s.Equal("left     "+guard+": there are processes in it: "+pid+"\n", s.repair())
	s.DirExists(inner)
	s.NoError(unix.Kill(sleeper.Process.Pid, 0), "it was killed")
}

func (s *LeftoversSuite) TestTheyAreCounted() {
	s.make(owned("mydocker/", s.namespace, gone))
	s.make(owned("mydocker/", s.namespace, gone))
	s.make(owned("mydocker/", "1", gone))
	finding := ofLeftovers(in(s.T(), "en"), leftoversIn(s.dir, s.namespace))
	s.Equal(Note, finding.State)
	s.Equal("2 of dead containers; 0 of such with live processes, 1 of other PID namespaces", finding.Text)
	s.Equal("make doctor REPAIR=1", finding.Command)
}

func TestNoLeftoversAreWell(t *testing.T) {
	finding := ofLeftovers(in(t, "en"), nil)
	require.Equal(t, Found, finding.State)
	require.Empty(t, finding.Command)
	require.Empty(t, ofLeftovers(in(t, "en"), []Leftover{{Foreign: true}}).Command, "a repair would leave it")
}
