package scripts

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"
	"github.com/stretchr/testify/suite"
)

// withVM is a machine whose VM is that machine: what is to run in there, runs
// here.
type withVM struct {
	machine
	inside string // stands for /tmp, /root and /run in there
}

// PlaceSuite tests where a target of make runs.
type PlaceSuite struct{ withVM }

func TestPlace(t *testing.T) { suite.Run(t, new(PlaceSuite)) }

// SetupTest makes a machine that is fit, and has a VM that is up.
func (s *withVM) SetupTest() {
	s.machine.SetupTest()
	s.inside = s.T().TempDir()
	s.isFit()
	s.tools("cat", "cp", "date", "env", "head", "mkfifo", "mktemp", "mv", "script", "setsid", "sh", "sleep", "tr")
	s.program("make", `echo "make placed=$KIT_PLACED vm=$KIT_VM strict=$KIT_STRICT root=$AS_ROOT $*"`)
	s.program("sudo", `echo "sudo $1 $2" >>`+s.calls+`; AS_ROOT=yes exec "$@"`)
	s.fact("TMPDIR", s.T().TempDir()) // for what a killed script leaves
	s.vm("running")
}

// vm puts a vagrant into the machine, whose VM is in that state. As ssh does,
// it gives a terminal of its own to what runs in there.
func (s *withVM) vm(state string) {
	here, err := os.Getwd()
	s.Require().NoError(err)
	s.program("vagrant", `echo "vagrant $1 $2 $3" >>`+s.calls+`
case $1 in
status) echo "1700000000,default,metadata,provider,libvirt"; echo "1700000000,default,state,`+state+`" ;;
upload) cp "$2" "`+s.inside+`/${3##*/}" ;;
ssh)
	inside=$(printf %s "$4" | sed -E "s,/vagrant/scripts,`+here+`,; s,/(tmp|root|run)/mydocker-,`+s.inside+`/mydocker-,g; s,cd /vagrant ,cd `+filepath.Dir(here)+` ,")
	case $2 in
	--tty) INSIDE=$inside exec script --quiet --return --command 'exec env --default-signal=INT sh -c "$INSIDE"' /dev/null ;;
	*) sh -c "$inside" ;;
	esac ;;
esac`)
}

func (s *PlaceSuite) unfit() { s.fact("KIT_FIT_UID", "1000") }

func (s *PlaceSuite) TestOnAFitMachineItRunsHere() {
	stdout, stderr, status := s.run("./place", "test-3.2")
	s.Zero(status)
	s.Equal("make placed=1 vm= strict= root= --no-print-directory test-3.2\n", stdout)
	s.Empty(stderr)
	s.Empty(s.called(), "vagrant was asked")
}

func (s *PlaceSuite) TestOnAnUnfitMachineItRunsInTheVM() {
	s.unfit()
	stdout, stderr, status := s.run("./place", "test-3.2")
	s.Zero(status)
	s.Equal("make placed= vm=0 strict=1 root=yes --no-print-directory -C /vagrant test-3.2\n", stdout)
	s.Contains(stderr, "in the VM; here only root can make containers")
	s.Contains(s.called(), "vagrant rsync", "the folder was brought there")
	s.Equal(1, strings.Count(s.called(), "vagrant status"), "it takes seconds")
	s.Regexp("(?m)^sudo [^ ]*/while-stdin env$", s.called(), "root ends what is root's")
}

func (s *PlaceSuite) TestOnAMacItRunsInTheVM() {
	s.fact("KIT_FIT_UNAME", "Darwin")
	stdout, stderr, status := s.run("./place", "run")
	s.Zero(status)
	s.Contains(stdout, "-C /vagrant run")
	s.Contains(stderr, "Darwin")
}

// saysNo wants these lines on stderr.
func (s *PlaceSuite) saysNo(lines ...string) { s.ends(1, lines...) }

// ends wants that status, and these lines on stderr.
func (s *PlaceSuite) ends(want int, lines ...string) {
	stdout, stderr, status := s.run("./place", "test-3.2")
	s.Equal(want, status)
	s.Empty(stdout)
	s.Regexp(`\A`+strings.Join(lines, "\n")+`\n\z`, stderr)
}

func (s *PlaceSuite) TestWithoutVagrantItSaysWhatIsMissing() {
	s.unfit()
	s.Require().NoError(os.Remove(filepath.Join(s.bin, "vagrant")))
	s.saysNo("here: only root can make containers: sudo make test-3.2", "VM: vagrant is not installed.*")
}

func (s *PlaceSuite) TestWithoutAVMItSaysHowToMakeOne() {
	s.unfit()
	s.vm("not_created")
	s.saysNo("here: .*", "VM: there is none; vagrant up makes it")
}

func (s *PlaceSuite) TestWithAVMThatIsOffItSaysHowToStartIt() {
	s.unfit()
	s.vm("shutoff")
	s.saysNo("here: .*", `VM: it is there, but not up \(shutoff\); vagrant up starts it`)
}

func (s *PlaceSuite) TestKitVM0IsHereOrNotAtAll() {
	s.unfit()
	s.fact("KIT_VM", "0")
	s.saysNo("only root can make containers: sudo make test-3.2")
	s.Empty(s.called())
}

func (s *PlaceSuite) TestKitVM1IsTheVMOrNotAtAll() {
	s.fact("KIT_VM", "1")
	stdout, stderr, status := s.run("./place", "test-3.2")
	s.Zero(status, stderr)
	s.Contains(stdout, "-C /vagrant test-3.2")
	s.vm("not_created")
	s.saysNo("VM: there is none; vagrant up makes it")
}

func (s *PlaceSuite) TestASettingThatCannotBeIsNamedAndNothingRuns() {
	directory := s.T().TempDir()
	for setting, line := range map[string]string{
		"KIT_VM=yes":                                "0 is this machine, 1 is the VM",
		"MYDOCKER=/no/such/mydocker":                "there is no such file",
		"MYDOCKER=" + directory:                     "it is not a file",
		"KIT_RUNS=0":                                "not a whole number above 0, of up to 9 digits",
		"KIT_AT_ONCE=-1":                            "not a whole number above 0, of up to 9 digits",
		"KIT_SEED=x1":                               "not a whole number of up to 19 digits",
		"KIT_LANG=fr":                               "en and zh are what the kit speaks",
		"KIT_SUITES=4.1":                            "not one of the steps 3.1, 3.2 and 3.3",
		"KIT_RESULTS=" + directory:                  "it is a directory; a file is wanted",
		"KIT_RESULTS=/no/such/directory/results":    "cannot be written",
		"KIT_RESULTS=" + directory + "/sub/results": "cannot be written",
	} {
		name, value, _ := strings.Cut(setting, "=")
		for _, where := range []string{"0", "1"} {
			s.fact("KIT_VM", where)
			s.fact(name, value)
			s.ends(2, regexp.QuoteMeta(setting)+":? "+line)
			s.Empty(s.called())
			s.fact(name, "")
		}
	}
	s.NoFileExists(directory + ".new")
}

func (s *PlaceSuite) TestASettingThatCannotBeIsNamedByKitTest() {
	s.fact("KIT_AT_ONCE", "two")
	stdout, stderr, status := s.run("./kit", "test", "/bin/true")
	s.Equal(2, status)
	s.Empty(stdout)
	s.Equal("KIT_AT_ONCE=two: not a whole number above 0, of up to 9 digits\n", stderr)
}

func (s *PlaceSuite) TestItsStatusIsThatOfTheTests() {
	s.fact("KIT_VM", "1")
	s.program("make", "exit 7")
	_, _, status := s.run("./place", "test-3.2")
	s.Equal(7, status)
}

func (s *PlaceSuite) TestSettingsArriveAsTheyWere() {
	s.fact("KIT_VM", "1")
	settings := []string{"VERBOSE=5", "KIT_SEED=5", "KIT_SUITES=3.1", "KIT_OURS=1", "KIT_RUNS=5", "KIT_AT_ONCE=5", "KIT_LANG=zh"}
	s.facts = append(s.facts, settings...)
	s.fact("KIT_STRICT", "0")
	s.fact("MYDOCKER_DIALECT", `-m=it's "$HOME"; \n`)
	s.program("make", "env")
	stdout, _, _ := s.run("./place", "test-3.2")
	stdout = "\n" + stdout
	for _, setting := range settings {
		s.Contains(stdout, "\n"+setting+"\n")
	}
	s.Contains(stdout, "\nKIT_STRICT=0\n")
	s.Contains(stdout, "\n"+`MYDOCKER_DIALECT=-m=it's "$HOME"; \n`+"\n")
}

// runsNothing wants the target not to run, and these words on stderr.
func (s *PlaceSuite) runsNothing(words string) {
	stdout, stderr, status := s.run("./place", "test-3.2")
	s.Equal(1, status)
	s.Empty(stdout)
	s.Contains(stderr, words)
}

func (s *PlaceSuite) TestWithoutTheFolderNothingRuns() {
	s.fact("KIT_VM", "1")
	s.program("vagrant", "case $1 in status) echo 1,default,state,running ;; *) exit 1 ;; esac")
	s.runsNothing("vagrant rsync fails")
}

func (s *PlaceSuite) TestTheBinaryIsBroughtThere() {
	s.fact("KIT_VM", "1")
	binary := filepath.Join(s.T().TempDir(), "my docker")
	s.write(binary, "it", 0o644)
	s.fact("MYDOCKER", binary)
	s.program("make", `cat "$MYDOCKER"; test -x "$MYDOCKER"`)
	stdout, stderr, status := s.run("./place", "test-3.2")
	s.Zero(status, stderr)
	s.Equal("it", stdout)
	s.FileExists(filepath.Join(s.inside, "mydocker-kit"), "a report names it")
}

func (s *PlaceSuite) TestHowItSpellsItsFlagsIsBroughtWithTheBinary() {
	s.fact("KIT_VM", "1")
	binary := filepath.Join(s.T().TempDir(), "mydocker")
	s.write(binary, "it", 0o755)
	s.fact("MYDOCKER", binary)
	s.program("make", `cat "$MYDOCKER.dialect"; true`)
	s.write(binary+".dialect", "-m=-mem", 0o644)
	stdout, stderr, _ := s.run("./place", "test-3.2")
	s.Equal("-m=-mem", stdout, stderr)
	s.Require().NoError(os.Remove(binary + ".dialect"))
	stdout, stderr, _ = s.run("./place", "test-3.2")
	s.Empty(stdout, "an earlier one is no longer there: %s", stderr)
}

func (s *PlaceSuite) TestABinaryThatCannotBeBroughtIsNamed() {
	s.fact("KIT_VM", "1")
	s.program("cp", "exit 1")
	s.fact("MYDOCKER", "/bin/sh")
	s.runsNothing("MYDOCKER=/bin/sh could not be brought into it")
}

func (s *PlaceSuite) TestResultsComeBackAlsoIfTheTestsFail() {
	s.fact("KIT_VM", "1")
	results := filepath.Join(s.T().TempDir(), "results.json")
	s.fact("KIT_RESULTS", results)
	s.program("make", `echo '{"a":1}' >"$KIT_RESULTS"; exit 2`)
	_, _, status := s.run("./place", "test-3.2")
	s.Equal(2, status)
	text, err := os.ReadFile(results)
	s.NoError(err)
	s.Equal("{\"a\":1}\n", string(text))
}

func (s *PlaceSuite) TestResultsOfAnInterruptedRunAreNone() {
	s.fact("KIT_VM", "1")
	results := filepath.Join(s.T().TempDir(), "results.json")
	s.fact("KIT_RESULTS", results)
	s.program("make", "exit 2")
	_, stderr, status := s.run("./place", "test-3.2")
	s.Equal(2, status)
	s.Equal("VM: bringing this folder into it\n", stderr)
	entries, err := os.ReadDir(filepath.Dir(results))
	s.NoError(err)
	s.Empty(entries)
	s.program("make", "true")
	_, stderr, status = s.run("./place", "test-3.2")
	s.Equal(1, status)
	s.Contains(stderr, "no results came back")
}

// Without a terminal, nothing but the kit itself ends what runs in the VM.
func (s *PlaceSuite) TestWhatRunsInsideEndsWithWhatStartedIt() {
	s.fact("KIT_VM", "1")
	for _, end := range []syscall.Signal{syscall.SIGTERM, syscall.SIGINT, syscall.SIGHUP, syscall.SIGKILL} {
		pidFile := filepath.Join(s.T().TempDir(), "pid")
		s.program("make", "echo $$ >"+pidFile+".new; mv "+pidFile+".new "+pidFile+"; sleep 1000")
		command := s.command("./place", "test-3.2")
		s.Require().NoError(command.Start())
		var pid string
		s.Require().Eventually(func() bool {
			text, err := os.ReadFile(pidFile)
			pid = strings.TrimSpace(string(text))
			return err == nil
		}, 20*time.Second, time.Millisecond)
		s.Require().NoError(command.Process.Signal(end))
		s.Error(command.Wait(), "%v", end)
		s.Eventually(func() bool {
			text, err := os.ReadFile("/proc/" + pid + "/stat")
			return err != nil || strings.Contains(string(text), ") Z ")
		}, 20*time.Second, time.Millisecond, "process %s inside outlives %v", pid, end)
	}
}

func (s *PlaceSuite) TestOnATerminalItHasATerminal() {
	s.fact("KIT_VM", "1")
	s.program("make", "exit 7")
	terminal, theirs, err := pty.Open()
	s.Require().NoError(err)
	defer terminal.Close()
	command := s.command("./place", "test-3.2")
	command.Stdin, command.Stdout, command.Stderr = theirs, theirs, theirs
	s.Error(command.Run())
	theirs.Close()
	s.Equal(7, command.ProcessState.ExitCode())
	s.Contains(s.called(), "vagrant ssh --tty -c")
}

func (s *PlaceSuite) TestStatusIsForPeople() {
	for state, want := range map[string]string{
		"running":     "VM: up; make shell",
		"not_created": "VM: there is none",
		"poweroff":    "not up (poweroff)",
		"":            "vagrant status fails: it is broken",
	} {
		s.vm(state)
		if state == "" {
			s.program("vagrant", "echo it is broken >&2; exit 1")
		}
		stdout, _, status := s.run("./vm", "status")
		s.Zero(status)
		s.Contains(stdout, want)
	}
}

func (s *PlaceSuite) TestAShellNeedsTheVMUp() {
	s.vm("saved")
	_, stderr, status := s.run("./vm", "shell")
	s.Equal(1, status)
	s.Contains(stderr, "not up (saved); vagrant up starts it")
	s.vm("running")
	s.program("sudo", `echo "a shell of root's: $*"`)
	stdout, _, status := s.run("./vm", "shell")
	s.Zero(status)
	s.Contains(stdout, "a shell of root's: -s")
}

func (s *PlaceSuite) TestACallOfAnotherFormSaysWhatIsWanted() {
	for script, args := range map[string][]string{
		"place": {}, "vm": {}, "while-stdin": {}, "optional": {}, "guarded": {},
		"demo": {"--foo"}, "setup": {"--foo"},
	} {
		_, stderr, status := s.run("./"+script, args...)
		s.Equal(2, status, script)
		s.Regexp(`\A`+script+`: [^\n]*\n\z`, stderr)
	}
	_, _, status := s.run("./vm", "make")
	s.Equal(2, status)
}

// The command may not yet be what it is to be when its end is wanted.
func (s *PlaceSuite) TestWhileStdinEndsACommandThatHasJustBegun() {
	for range 20 {
		_, _, status := s.run("./while-stdin", "sleep", "20")
		s.Equal(143, status)
	}
}

// OptionalSuite tests what is done without a program that a machine may lack.
type OptionalSuite struct{ machine }

func TestOptional(t *testing.T) { suite.Run(t, new(OptionalSuite)) }

func (s *OptionalSuite) TestWhatIsNotThereIsSaidAndIsAFailureInStrictMode() {
	for strict, want := range map[string]int{"0": 0, "1": 1} {
		s.fact("KIT_STRICT", strict)
		_, stderr, status := s.run("./optional", "no-such-program")
		s.Equal(want, status)
		s.Contains(stderr, "not run: no-such-program is not installed")
	}
}

func (s *OptionalSuite) TestWhatFailsShowsWhatItSays() {
	s.program("checker", "echo bad; exit 3")
	_, stderr, status := s.run("./optional", "checker")
	s.Equal(1, status)
	s.Equal("bad\n", stderr)
	s.program("checker", "echo fine")
	stdout, stderr, status := s.run("./optional", "checker")
	s.Zero(status)
	s.Empty(stdout + stderr)
}
