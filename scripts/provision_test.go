package scripts

import (
	"crypto/sha256"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/suite"
)

// GoSuite tests where vagrant/go.sh gets Go from, into a tree of its own.
type GoSuite struct {
	machine
	kit  string // the folder with go.mod and vagrant/
	root string
}

func TestGo(t *testing.T) { suite.Run(t, new(GoSuite)) }

// SetupTest makes a machine without Go, whose kit wants 1.23.0.
func (s *GoSuite) SetupTest() {
	s.machine.SetupTest()
	s.tools("cat", "cut", "find", "gzip", "head", "ln", "mkdir", "mktemp", "mv", "readlink", "sha256sum", "sort", "tar", "tr")
	s.program("dpkg", "echo amd64")
	s.kit, s.root = s.T().TempDir(), s.T().TempDir()
	s.fact("KIT_DIR", s.kit)
	s.write(filepath.Join(s.kit, "go.mod"), "module mydocker\n\ngo 1.23.0\n", 0o644)
	for _, dir := range []string{s.kit + "/vagrant", s.root + "/usr/local/bin"} {
		s.Require().NoError(os.MkdirAll(dir, 0o755))
	}
}

// file puts an archive of that Go into vagrant/, and returns its path.
func (s *GoSuite) file(version string) string {
	tree := s.T().TempDir()
	s.goTree(filepath.Join(tree, "go"), version)
	path := filepath.Join(s.kit, "vagrant", "go"+version+".linux-amd64.tar.gz")
	output, err := exec.Command("tar", "-C", tree, "-czf", path, "go").CombinedOutput()
	s.Require().NoError(err, "%s", output)
	return path
}

func (s *GoSuite) goTree(dir, version string) {
	s.Require().NoError(os.MkdirAll(filepath.Join(dir, "bin"), 0o755))
	s.write(filepath.Join(dir, "VERSION"), "go"+version+"\ntime 2024-08-07T19:21:44Z\n", 0o644)
	s.write(filepath.Join(dir, "bin/go"), "#!/bin/sh\n", 0o755)
}

func (s *GoSuite) withHash(path string) {
	content, err := os.ReadFile(path)
	s.Require().NoError(err)
	s.write(path+".sha256", fmt.Sprintf("%x  %s\n", sha256.Sum256(content), filepath.Base(path)), 0o644)
}

// brings wants Go of that version in the tree, and in sudo's PATH.
func (s *GoSuite) brings(version string) (stdout string) {
	stdout, stderr, status := s.run("../vagrant/go.sh", s.root)
	s.Zero(status, stderr)
	text, err := os.ReadFile(filepath.Join(s.root, "usr/local/go/VERSION"))
	s.NoError(err)
	s.Contains(string(text), "go"+version+"\n")
	for _, program := range []string{"go", "gofmt"} {
		target, err := os.Readlink(filepath.Join(s.root, "usr/local/bin", program))
		s.NoError(err)
		s.Equal("../go/bin/"+program, target)
	}
	entries, err := filepath.Glob(filepath.Join(s.root, "usr/local/*"))
	s.NoError(err)
	s.Len(entries, 2, "nothing is left beside it: %v", entries)
	return stdout
}

// saysNo wants a line that ends so, and no Go.
func (s *GoSuite) saysNo(words string) {
	_, stderr, status := s.run("../vagrant/go.sh", s.root)
	s.Equal(1, status)
	s.Regexp(`\Ago: [^\n]*`+words+`[^\n]*\n\z`, stderr)
	s.NoDirExists(filepath.Join(s.root, "usr/local/go"))
}

func (s *GoSuite) TestWhatIsThereIsKeptIfItIsNewEnough() {
	for _, version := range []string{"1.23.0", "1.23.4", "1.26.1"} {
		s.goTree(filepath.Join(s.root, "usr/local/go"), version)
		s.Equal("go: "+version+"\n", s.brings(version))
	}
}

func (s *GoSuite) TestAFileIsTakenByItsHash() {
	s.withHash(s.file("1.23.4"))
	s.Contains(s.brings("1.23.4"), "go: from ")
	s.Equal("go: 1.23.4\n", s.brings("1.23.4"), "a second run changes nothing")
}

func (s *GoSuite) TestAFileTakesThePlaceOfAnOldGo() {
	s.goTree(filepath.Join(s.root, "usr/local/go"), "1.22.9")
	s.withHash(s.file("1.23.0"))
	s.brings("1.23.0")
}

func (s *GoSuite) TestAHashMayBeWrittenOnWindows() {
	path := s.file("1.23.0")
	content, err := os.ReadFile(path)
	s.Require().NoError(err)
	s.write(path+".sha256", fmt.Sprintf("%X\r\n", sha256.Sum256(content)), 0o644)
	s.brings("1.23.0")
}

func (s *GoSuite) TestTheNewestFileOfThisArchitectureIsTaken() {
	for _, version := range []string{"1.23.4", "1.23.10"} {
		s.withHash(s.file(version))
	}
	s.write(filepath.Join(s.kit, "vagrant/go1.99.0.linux-arm64.tar.gz"), "", 0o644)
	s.brings("1.23.10")
}

func (s *GoSuite) TestWhatACutOffRunLeftIsRemoved() {
	s.goTree(filepath.Join(s.root, "usr/local/go.abc123"), "1.23.0")
	s.withHash(s.file("1.23.0"))
	s.brings("1.23.0")
}

func (s *GoSuite) TestAFileWithoutItsHashIsNotTaken() {
	s.file("1.23.0")
	s.saysNo(`has no .*\.sha256 beside it: put its SHA-256 there`)
}

func (s *GoSuite) TestAFileWithAnotherHashIsNotTaken() {
	path := s.file("1.23.0")
	s.write(path+".sha256", fmt.Sprintf("%x\n", sha256.Sum256(nil)), 0o644)
	s.saysNo(`has SHA-256 [0-9a-f]{64}, and .* says another`)
}

func (s *GoSuite) TestAFileOfAnOldGoIsNotTaken() {
	s.withHash(s.file("1.22.9"))
	s.saysNo("is Go 1.22.9, and 1.23.0 or newer is needed")
}

// A Go of any age fetches the toolchain module.
func (s *GoSuite) TestWithoutAFileTheModuleIsFetched() {
	s.fact("KIT_GOPROXY", "https://proxy.example")
	tree := s.T().TempDir()
	s.goTree(tree, "1.23.0")
	s.Require().NoError(os.MkdirAll(filepath.Join(tree, "pkg/tool/linux_amd64"), 0o755))
	s.write(filepath.Join(tree, "pkg/tool/linux_amd64/compile"), "", 0o444)
	s.Require().NoError(os.Chmod(filepath.Join(tree, "bin/go"), 0o444))
	s.tools("cp")
	s.program("go", `[ "$GOPROXY $1 $2" = "https://proxy.example mod download" ] && mkdir "$GOMODCACHE/golang.org" && cp -r `+tree+` "$GOMODCACHE/$3"`)
	s.Contains(s.brings("1.23.0"), "go: fetching golang.org/toolchain@v0.0.1-go1.23.0.linux-amd64\n")
	for _, program := range []string{"bin/go", "pkg/tool/linux_amd64/compile"} {
		info, err := os.Stat(filepath.Join(s.root, "usr/local/go", program))
		s.NoError(err)
		s.NotZero(info.Mode()&0o111, "%s can be executed", program)
	}
}

func (s *GoSuite) TestAModuleThatCannotBeFetchedLeavesNothing() {
	s.program("go", "echo no network >&2; exit 1")
	stdout, stderr, status := s.run("../vagrant/go.sh", s.root)
	s.NotZero(status, stdout)
	s.Equal("no network\n", stderr)
	entries, err := filepath.Glob(filepath.Join(s.root, "usr/local/*"))
	s.NoError(err)
	s.Len(entries, 1, "%v", entries)
}

// MachineSuite tests what of a machine is made as the suites want it, in a
// tree of its own.
type MachineSuite struct {
	machine
	root string
}

func TestMachine(t *testing.T) { suite.Run(t, new(MachineSuite)) }

// SetupTest makes a machine that boots cgroup v2, and has no swap.
func (s *MachineSuite) SetupTest() {
	s.machine.SetupTest()
	s.tools("cp", "mkdir", "sh", "touch")
	s.fact("KIT_DIR", "..")
	s.mounts(v2Mounts)
	s.root = s.T().TempDir()
	for _, dir := range []string{"etc", "run"} {
		s.Require().NoError(os.Mkdir(filepath.Join(s.root, dir), 0o755))
	}
	s.write(filepath.Join(s.root, "etc/fstab"), "LABEL=root / ext4 defaults 0 1\n", 0o644)
	s.program("update-grub", "echo update-grub >>"+s.calls)
	s.program("fallocate", `>"$3"`)
	s.program("mkswap", "")
	// What is on is taken for done: so all else has to be done before.
	s.program("swapon", `case $1 in --show) cat `+s.root+`/on 2>/dev/null ;; *) grep -q /swapfile `+s.root+`/etc/fstab && echo "$1" >`+s.root+`/on ;; esac; true`)
	s.tools("cat")
}

// dies puts a program into the machine in which the script that called it dies.
func (s *MachineSuite) dies(name string) { s.program(name, "kill -9 $PPID") }

func (s *MachineSuite) read(file string) string {
	text, err := os.ReadFile(filepath.Join(s.root, file))
	s.NoError(err)
	return string(text)
}

func (s *MachineSuite) TestCgroupV1IsTurnedOnByARestart() {
	_, stderr, status := s.run("../vagrant/cgroup-v1.sh", s.root)
	s.Zero(status, stderr)
	s.Contains(s.read("etc/default/grub.d/90-cgroup-v1.cfg"), " systemd.unified_cgroup_hierarchy=0 ")
	s.Equal("update-grub\n", s.called())
	s.FileExists(filepath.Join(s.root, "run/kit-restart"))
}

func (s *MachineSuite) TestWhereCgroupV1IsOnNothingIsDone() {
	s.mounts(v1Mounts)
	stdout, _, status := s.run("../vagrant/cgroup-v1.sh", s.root)
	s.Zero(status)
	s.Equal("cgroup v1: on\n", stdout)
	s.Empty(s.called())
	s.NoFileExists(filepath.Join(s.root, "run/kit-restart"))
}

func (s *MachineSuite) TestTheBootIsMendedAfterItWasCutOff() {
	s.dies("update-grub")
	_, _, status := s.run("../vagrant/cgroup-v1.sh", s.root)
	s.NotZero(status)
	s.NoFileExists(filepath.Join(s.root, "run/kit-restart"), "a restart would change nothing")
	s.program("update-grub", "echo update-grub >>"+s.calls)
	_, _, status = s.run("../vagrant/cgroup-v1.sh", s.root)
	s.Zero(status)
	s.Equal("update-grub\n", s.called())
}

func (s *MachineSuite) TestSwapIsOnAlsoAfterTheNextBoot() {
	_, stderr, status := s.run("../vagrant/swap.sh", s.root)
	s.Zero(status, stderr)
	s.Contains(s.read("on"), "/swapfile\n")
	fstab := s.read("etc/fstab")
	s.Equal("LABEL=root / ext4 defaults 0 1\n/swapfile none swap sw 0 0\n", fstab)
	stdout, _, _ := s.run("../vagrant/swap.sh", s.root)
	s.Equal("swap: on\n", stdout)
	s.Equal(fstab, s.read("etc/fstab"), "a second run changes nothing")
}

func (s *MachineSuite) TestSwapIsMendedAfterItWasCutOff() {
	for _, at := range []string{"fallocate", "mkswap"} {
		s.SetupTest()
		s.dies(at)
		_, _, status := s.run("../vagrant/swap.sh", s.root)
		s.NotZero(status)
		s.program("fallocate", `[ ! -e "$3" ] && >"$3"`)
		s.program("mkswap", "")
		s.TestSwapIsOnAlsoAfterTheNextBoot()
	}
}
