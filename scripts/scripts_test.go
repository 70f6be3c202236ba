// Package scripts tests the shell scripts that a person starts by way of
// make, on machines that it makes up.
package scripts

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/suite"
)

// machine is a made-up one: a directory as its PATH, and facts in variables.
type machine struct {
	suite.Suite
	bin   string
	facts []string
}

// SetupTest makes a machine with nothing but what the scripts themselves use.
func (s *machine) SetupTest() {
	s.bin, s.facts = s.T().TempDir(), nil
	for _, tool := range []string{"awk", "chmod", "dirname", "grep", "sed", "tail"} {
		path, err := exec.LookPath(tool)
		s.Require().NoError(err)
		s.Require().NoError(os.Symlink(path, filepath.Join(s.bin, tool)))
	}
}

// program puts a shell script of that name into the machine's PATH.
func (s *machine) program(name, body string) {
	s.write(filepath.Join(s.bin, name), "#!/bin/sh\n"+body+"\n", 0o755)
}

// fact sets a variable of the environment.
func (s *machine) fact(name, value string) {
	s.facts = append(s.facts, name+"="+value)
}

func (s *machine) write(path, text string, mode os.FileMode) {
	s.Require().NoError(os.WriteFile(path, []byte(text), mode))
}

// run runs a script on the machine.
func (s *machine) run(script string, args ...string) (stdout, stderr string, status int) {
	command := exec.Command("/bin/sh", append([]string{script}, args...)...)
	command.Env = append([]string{"PATH=" + s.bin}, s.facts...)
	var out, errs bytes.Buffer
	command.Stdout, command.Stderr = &out, &errs
	if err := command.Run(); err != nil {
		s.Require().IsType(&exec.ExitError{}, err)
	}
	return out.String(), errs.String(), command.ProcessState.ExitCode()
}

// The memory controller as real machines mount it, and as they do not.
const (
	v1Mounts = "30 22 0:27 / /sys/fs/cgroup rw,relatime - tmpfs tmpfs rw,mode=755\n" +
		"34 30 0:31 / /sys/fs/cgroup/memory rw,relatime shared:16 - cgroup cgroup rw,memory\n"
	v1SharedMounts = "34 30 0:31 / /sys/fs/cgroup/all rw,relatime - cgroup cgroup rw,cpu,memory,pids\n"
	v2Mounts       = "30 23 0:26 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate,memory_recursiveprot\n"
	hybridMounts   = "31 30 0:27 / /sys/fs/cgroup/unified rw,nosuid shared:10 - cgroup2 cgroup2 rw,nsdelegate\n" +
		"32 30 0:28 / /sys/fs/cgroup/systemd rw,nosuid shared:11 - cgroup cgroup rw,xattr,name=systemd\n" +
		"36 30 0:32 / /sys/fs/cgroup/cpu,cpuacct rw,nosuid shared:15 - cgroup cgroup rw,cpu,cpuacct\n"
)

// FitSuite tests which machines scripts/fit lets through, and what it says to the others.
type FitSuite struct{ machine }

func TestFit(t *testing.T) { suite.Run(t, new(FitSuite)) }

// SetupTest makes a machine that is fit.
func (s *FitSuite) SetupTest() {
	s.machine.SetupTest()
	s.fact("KIT_FIT_UNAME", "Linux")
	s.fact("KIT_FIT_UID", "0")
	s.mounts(v1Mounts)
	s.program("go", "echo go version go1.23.0 linux/amd64")
}

func (s *FitSuite) mounts(mountinfo string) {
	path := filepath.Join(s.T().TempDir(), "mountinfo")
	s.write(path, mountinfo, 0o644)
	s.fact("KIT_FIT_MOUNTINFO", path)
}

// noGo takes the go program away, wherever the real machine has one.
func (s *FitSuite) noGo() {
	s.Require().NoError(os.Remove(filepath.Join(s.bin, "go")))
	s.fact("KIT_FIT_GO_HOMES", "/nowhere")
}

// fits wants silence and success.
func (s *FitSuite) fits() {
	stdout, stderr, status := s.run("./fit", "test-3.2")
	s.Empty(stdout + stderr)
	s.Zero(status)
}

// saysNo wants one line on stderr that has these words.
func (s *FitSuite) saysNo(words ...string) {
	stdout, stderr, status := s.run("./fit", "test-3.2")
	s.Equal(1, status)
	s.Empty(stdout)
	s.Regexp(`\A[^\n]+\n\z`, stderr, "one line")
	for _, word := range words {
		s.Contains(stderr, word)
	}
}

func (s *FitSuite) TestAFitMachineIsLetThroughInSilence() { s.fits() }

func (s *FitSuite) TestMemoryMountedWithOtherControllersWillDo() {
	s.mounts(v1SharedMounts)
	s.fits()
}

func (s *FitSuite) TestAMacIsToldToUseLinux() {
	s.fact("KIT_FIT_UNAME", "Darwin")
	s.saysNo("Darwin", "use a Linux machine or VM booted with cgroup v1")
}

func (s *FitSuite) TestGitBashOnWindowsIsToldToUseLinux() {
	s.fact("KIT_FIT_UNAME", "MINGW64_NT-10.0-22631")
	s.saysNo("MINGW64_NT-10.0-22631", "use a Linux machine or VM booted with cgroup v1")
}

func (s *FitSuite) TestWhoIsNotRootIsToldTheCommand() {
	s.fact("KIT_FIT_UID", "1000")
	s.saysNo("root", "sudo make test-3.2")
}

func (s *FitSuite) TestCgroupV2AloneIsToldTheBootOption() {
	s.mounts(v2Mounts)
	s.saysNo("cgroup v1", "systemd.unified_cgroup_hierarchy=0", "CONFIG_MEMCG_V1")
}

func (s *FitSuite) TestAHybridWithoutMemoryIsToldTheBootOption() {
	s.mounts(hybridMounts)
	s.saysNo("memory controller of cgroup v1", "systemd.unified_cgroup_hierarchy=0")
}

func (s *FitSuite) TestNoGoIsToldTheVersionToInstall() {
	s.noGo()
	s.saysNo("install Go 1.23.0 or newer")
}

func (s *FitSuite) TestGoOutsideOfThePathOfSudoIsToldTheCommand() {
	s.noGo()
	home := s.T().TempDir()
	s.Require().NoError(os.Mkdir(filepath.Join(home, "bin"), 0o755))
	s.write(filepath.Join(home, "bin/go"), "", 0o755)
	s.fact("KIT_FIT_GO_HOMES", "/nowhere "+home)
	s.saysNo("not in root's PATH", `sudo env "PATH=$PATH:`+home+`/bin" make test-3.2`)
}

func (s *FitSuite) TestGoThatOnlyTheUserHasIsToldTheCommand() {
	s.noGo()
	s.fact("SUDO_USER", "ann")
	s.saysNo("if ann has it", `sudo env "PATH=$PATH" make test-3.2`)
}

func (s *FitSuite) TestAnOldGoIsToldTheVersionToInstall() {
	for _, version := range []string{"go1.22.12", "go1.9", "go1.4rc1"} {
		s.program("go", "echo go version "+version+" linux/amd64")
		s.saysNo("Go 1.23.0 or newer", "is Go "+version[len("go"):])
	}
}

func (s *FitSuite) TestANewGoWillDo() {
	for _, version := range []string{"go1.23rc1", "go1.26.1", "devel go1.100-abcdef0123 Mon Jan 1", "go1.25.1 X:nocoverageredesign"} {
		s.program("go", "echo go version "+version+" linux/amd64")
		s.fits()
	}
}

func (s *FitSuite) TestAGoThatDoesNotStartIsSaidSo() {
	s.program("go", "exit 1")
	s.saysNo("Go 1.23.0 or newer", "does not start")
}

// SetupSuite tests what scripts/setup installs, with package managers that
// install nothing but files in the machine's PATH, and write down how they were called.
type SetupSuite struct {
	machine
	calls string
}

func TestSetup(t *testing.T) { suite.Run(t, new(SetupSuite)) }

// SetupTest makes a machine of root's that has all but stress.
func (s *SetupSuite) SetupTest() {
	s.machine.SetupTest()
	for _, name := range []string{"ps", "ipcs", "unshare", "hostname", "python3"} {
		s.program(name, "")
	}
	s.program("id", "echo 0")
	s.calls = filepath.Join(s.T().TempDir(), "calls")
}

// manager puts a package manager in the machine that brings stress.
func (s *SetupSuite) manager(name string) {
	s.program(name, "echo "+name+" $* >>"+s.calls+"\n>"+s.bin+"/stress; chmod +x "+s.bin+"/stress")
}

func (s *SetupSuite) called() string {
	calls, err := os.ReadFile(s.calls)
	if !os.IsNotExist(err) {
		s.Require().NoError(err)
	}
	return string(calls)
}

func (s *SetupSuite) TestNothingIsDoneWhereAllIsThere() {
	s.program("stress", "")
	s.manager("apt-get")
	stdout, stderr, status := s.run("./setup")
	s.Zero(status, stderr)
	s.Equal("setup: all there: stress ps ipcs unshare hostname python3\n", stdout)
	stdout, stderr, status = s.run("./setup", "--quiet")
	s.Zero(status)
	s.Empty(stdout + stderr)
	s.Empty(s.called())
}

func (s *SetupSuite) TestEachManagerIsAskedForItsPackageOnce() {
	for manager, want := range map[string]string{
		"apt-get": "apt-get update\napt-get install -y --no-install-recommends stress\n",
		"dnf":     "dnf install -y stress\n",
		"apk":     "apk add stress\n",
		"pacman":  "pacman -S --noconfirm stress\n",
	} {
		s.Run(manager, func() {
			s.SetupTest()
			s.manager(manager)
			stdout, stderr, status := s.run("./setup", "--quiet")
			s.Zero(status, stderr)
			s.Contains(stdout, "missing: stress")
			s.Equal(want, s.called())

			_, _, status = s.run("./setup", "--quiet")
			s.Zero(status)
			s.Equal(want, s.called(), "a second run changes nothing")
		})
	}
}

func (s *SetupSuite) TestSeveralProgramsOfOnePackageAreInstalledOnce() {
	s.Require().NoError(os.Remove(filepath.Join(s.bin, "ipcs")))
	s.Require().NoError(os.Remove(filepath.Join(s.bin, "unshare")))
	s.program("id", "echo 1000")
	s.manager("apt-get")
	_, stderr, _ := s.run("./setup")
	s.Contains(stderr, "install -y --no-install-recommends stress util-linux\n")
}

func (s *SetupSuite) TestWhoIsNotRootIsToldTheCommand() {
	s.program("id", "echo 1000")
	s.manager("apt-get")
	_, stderr, status := s.run("./setup")
	s.Equal(1, status)
	s.Equal("setup: missing: stress; as root: apt-get install -y --no-install-recommends stress\n", stderr)
	s.Empty(s.called())
}

func (s *SetupSuite) TestWithoutAPackageManagerItSaysWhatToInstall() {
	_, stderr, status := s.run("./setup")
	s.Equal(1, status)
	s.Equal("setup: missing: stress; install the programs by that name\n", stderr)
}

func (s *SetupSuite) TestWithoutANetworkItFailsWithOneLine() {
	s.program("apt-get", "echo W: noise; echo E: Unable to locate package stress >&2; exit 100")
	_, stderr, status := s.run("./setup")
	s.Equal(1, status)
	s.Regexp(`\A[^\n]+\n\z`, stderr, "one line")
	s.Contains(stderr, "is there a network?")
	s.Contains(stderr, "Unable to locate package stress")
}

func (s *SetupSuite) TestAPackageWithoutTheProgramIsAFailure() {
	s.program("apt-get", "")
	_, stderr, status := s.run("./setup")
	s.Equal(1, status)
	s.Contains(stderr, "did not bring")
}
