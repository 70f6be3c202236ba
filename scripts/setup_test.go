package scripts

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/suite"
)

// SetupSuite tests what scripts/setup installs, with package managers that
// install nothing but files in the machine's PATH, and write down how they were called.
type SetupSuite struct{ machine }

func TestSetup(t *testing.T) { suite.Run(t, new(SetupSuite)) }

// SetupTest makes a machine of root's that has all but stress.
func (s *SetupSuite) SetupTest() {
	s.machine.SetupTest()
	for _, name := range []string{"ps", "ipcs", "unshare", "hostname", "python3", "strace", "ip", "openssl"} {
		s.program(name, "")
	}
	s.program("id", "echo 0")
}

// manager puts a package manager in the machine that brings stress.
func (s *SetupSuite) manager(name string) {
	s.program(name, "echo "+name+" $* >>"+s.calls+"\n>"+s.bin+"/stress; chmod +x "+s.bin+"/stress")
}

func (s *SetupSuite) TestNothingIsDoneWhereAllIsThere() {
	s.program("stress", "")
	s.manager("apt-get")
	stdout, stderr, status := s.run("./setup")
	s.Zero(status, stderr)
	s.Equal("setup: all there: stress ps ipcs unshare hostname python3 strace ip openssl\n", stdout)
	stdout, stderr, status = s.run("./setup", "--quiet")
	s.Zero(status)
	s.Empty(stdout + stderr)
	s.Empty(s.called())
}

func (s *SetupSuite) TestWhatLintOrTheVMStartsIsInstalledForThemAlone() {
	s.program("stress", "")
	s.program("id", "echo 1000")
	s.manager("apt-get")
	_, stderr, status := s.run("./setup", "lint")
	s.Equal(1, status)
	s.Contains(stderr, "install -y --no-install-recommends shellcheck vagrant\n")
	_, stderr, status = s.run("./setup", "vm")
	s.Equal(1, status)
	s.Contains(stderr, "install -y --no-install-recommends make\n")
}

func (s *SetupSuite) TestBrowserComesWithAFontForChinese() {
	s.program("stress", "")
	for _, name := range []string{"gcc", "runc", "crun", "setpriv"} {
		s.program(name, "")
	}
	s.program("id", "echo 1000")
	s.manager("apt-get")
	_, stderr, status := s.run("./setup", "prove")
	s.Equal(1, status)
	s.Contains(stderr, "install -y --no-install-recommends chromium fonts-wqy-zenhei\n")
}

func (s *SetupSuite) TestPeersOfTheBenchmarksComeByTheirPackages() {
	s.program("stress", "")
	s.program("id", "echo 1000")
	s.manager("apt-get")
	_, stderr, status := s.run("./setup", "bench")
	s.Equal(1, status)
	s.Contains(stderr, "install -y --no-install-recommends build-essential runc crun bubblewrap\n")
}

func (s *SetupSuite) TestAnotherArgumentIsNamed() {
	_, stderr, status := s.run("./setup", "everything")
	s.Equal(2, status)
	s.Equal("setup: everything: lint, prove, bench, vm and --quiet are what it knows\n", stderr)
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

func (s *SetupSuite) TestItSpeaksChinese() {
	s.fact("KIT_LANG", "zh")
	s.program("id", "echo 1000")
	s.manager("apt-get")
	_, stderr, status := s.run("./setup")
	s.Equal(1, status)
	s.Equal("setup: 缺少：stress；请以 root 身份运行：apt-get install -y --no-install-recommends stress\n", stderr)

	s.program("id", "echo 0")
	stdout, stderr, status := s.run("./setup", "--quiet")
	s.Zero(status, stderr)
	s.Equal("setup: 缺少：stress\nsetup: apt-get update\nsetup: apt-get install -y --no-install-recommends stress\nsetup: 现在都有了\n", stdout)
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
