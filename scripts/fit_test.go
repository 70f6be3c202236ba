package scripts

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/suite"
)

// FitSuite tests which machines scripts/fit lets through, and what it says to the others.
type FitSuite struct{ machine }

func TestFit(t *testing.T) { suite.Run(t, new(FitSuite)) }

// SetupTest makes a machine that is fit.
func (s *FitSuite) SetupTest() {
	s.machine.SetupTest()
	s.isFit()
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

// All else needs it: it is asked first.
func (s *FitSuite) TestADamagedProcIsToldTheCommand() {
	s.mounts(v2Mounts)
	s.noGo()
	s.fact("KIT_FIT_PROC", s.T().TempDir())
	s.saysNo("/proc is damaged", "/scripts/proc repair")
}

func (s *FitSuite) TestProgramsAreBuiltAndStartedWhereTemporaryFilesAre() {
	dir := s.T().TempDir()
	s.fact("TMPDIR", dir)
	s.fits()
	left, err := os.ReadDir(dir)
	s.NoError(err)
	s.Empty(left)
	s.program("chmod", "exit 0") // as if it were mounted noexec
	s.saysNo("no program can be built and started in "+dir, "make doctor")
	s.fact("TMPDIR", dir+"/none")
	s.saysNo("no program can be built and started in " + dir + "/none")
}

func (s *FitSuite) TestItSpeaksChinese() {
	s.fact("LANG", "zh_CN.UTF-8")
	s.fact("KIT_FIT_UID", "1000")
	s.saysNo("只有 root 才能创建容器：sudo make test-3.2\n")
	s.fact("KIT_FIT_UID", "0")
	s.noGo()
	s.saysNo("go 不在 PATH 里：请安装 Go 1.23.0 或更新版本\n")
	s.fact("SUDO_USER", "ann")
	s.saysNo("如果 ann 有，就用 sudo env \"PATH=$PATH\" make test-3.2\n")
}

func (s *FitSuite) TestAMacHasNoProc() {
	s.fact("KIT_FIT_PROC", s.T().TempDir())
	s.fact("KIT_FIT_UNAME", "Darwin")
	s.saysNo("Darwin")
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

// To be told of sudo first, and of cgroup v1 then, would be a detour.
func (s *FitSuite) TestWhatNoSudoMendsIsSaidFirst() {
	s.fact("KIT_FIT_UID", "1000")
	s.mounts(v2Mounts)
	s.saysNo("cgroup v1")
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

// What only looks, or only builds, works on machines that cannot make containers.
func (s *FitSuite) TestGoAlone() {
	s.fact("KIT_FIT_UNAME", "Darwin")
	s.mounts(v2Mounts)
	_, stderr, status := s.run("./fit", "--go", "doctor")
	s.Zero(status, stderr)
	s.noGo()
	_, stderr, status = s.run("./fit", "--go", "doctor")
	s.Equal(1, status)
	s.Equal("go is not in PATH: install Go 1.23.0 or newer\n", stderr)
}

func (s *FitSuite) TestGoOutsideOfThePathOfSudoIsToldTheCommand() {
	s.noGo()
	home := s.T().TempDir()
	s.Require().NoError(os.Mkdir(filepath.Join(home, "bin"), 0o755))
	s.write(filepath.Join(home, "bin/go"), "", 0o755)
	s.fact("KIT_FIT_GO_HOMES", "/nowhere "+home)
	s.saysNo("not in PATH", `sudo env "PATH=$PATH:`+home+`/bin" make test-3.2`)
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
