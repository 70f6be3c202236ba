package scripts

import (
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"
	"github.com/stretchr/testify/suite"
)

// PlaceGradeSuite tests what is taken into the VM to be graded, and what comes
// back.
type PlaceGradeSuite struct {
	withVM
	home string // where the person has what follows, all with awkward names
	// As the settings of make are called.
	submissions, out, rubric, key string
}

func TestPlaceGrade(t *testing.T) { suite.Run(t, new(PlaceGradeSuite)) }

// awkward is a name that a shell, make and sed each would take apart.
const awkward = `it's "my" $HOME $(echo x) & 学生;`

// SetupTest makes a class, and a machine that cannot grade it.
func (s *PlaceGradeSuite) SetupTest() {
	s.withVM.SetupTest()
	s.tools("find", "flock", "mkdir", "tar")
	s.fact("KIT_FIT_UNAME", "Darwin")
	s.home = filepath.Join(s.T().TempDir(), awkward)
	s.submissions, s.out = filepath.Join(s.home, "class"), filepath.Join(s.home, "marks")
	s.rubric, s.key = filepath.Join(s.home, "rubric.yaml"), filepath.Join(s.home, "key.pem")
	s.Require().NoError(os.MkdirAll(filepath.Join(s.submissions, awkward), 0o755))
	s.write(s.handedIn(), "package main", 0o644)
	s.write(s.rubric, "seed: 5", 0o644)
	s.write(s.key, "secret", 0o644)
	s.fact("STAGE", "3.2")
	s.fact("SUBMISSIONS", s.submissions)
	s.fact("OUT", s.out)
}

func (s *PlaceGradeSuite) handedIn() string {
	return filepath.Join(s.submissions, awkward, "main.go")
}

// grade runs make grade, which in the VM is that script.
func (s *PlaceGradeSuite) grade(inside string) (stdout, stderr string, status int) {
	s.program("make", inside)
	return s.run("./place", "grade")
}

// wrote wants that text in a file of the results.
func (s *PlaceGradeSuite) wrote(name, want string) {
	text, err := os.ReadFile(filepath.Join(s.out, name))
	s.NoError(err)
	s.Equal(want, string(text))
}

// nothingInside wants nothing to be left in the VM.
func (s *PlaceGradeSuite) nothingInside() {
	entries, err := os.ReadDir(s.inside)
	s.NoError(err)
	s.Empty(entries)
}

func (s *PlaceGradeSuite) TestTheClassIsBroughtThereWithItsTimes() {
	due := time.Date(2026, 12, 1, 23, 59, 59, 0, time.UTC)
	s.Require().NoError(os.Chtimes(s.handedIn(), due, due))
	s.Require().NoError(os.Symlink("/etc/passwd", filepath.Join(s.submissions, "link")))
	stdout, stderr, status := s.grade(`cd "$SUBMISSIONS" && find . && date -r ./it*/main.go +%s && cat ./it*/main.go`)
	s.Zero(status, stderr)
	s.ElementsMatch([]string{
		".", "./link", "./" + awkward, "./" + awkward + "/main.go", "1796169599", "package main",
	}, strings.Split(stdout, "\n"))
	s.nothingInside()
}

func (s *PlaceGradeSuite) TestACopyOfTheClassIsFreshEachTime() {
	left := filepath.Join(s.inside, "mydocker-grade", "class", "left")
	s.Require().NoError(os.MkdirAll(left, 0o755)) // as by a run that was killed
	stdout, stderr, _ := s.grade(`cd "$SUBMISSIONS" && echo *`)
	s.Equal(awkward+"\n", stdout, stderr)
}

func (s *PlaceGradeSuite) TestSettingsOfGradingArriveAsTheyWere() {
	settings := []string{"RESUME=yes", "SEED=18446744073709551615", `BUDGET=it's "$HOME"; \n`, "KIT_VM=0", "STAGE=3.2"}
	s.facts = append(s.facts, settings[:3]...)
	stdout, stderr, _ := s.grade("env")
	for _, setting := range settings {
		s.Contains("\n"+stdout, "\n"+setting+"\n", stderr)
	}
}

func (s *PlaceGradeSuite) TestTheRubricIsBroughtThere() {
	s.fact("RUBRIC", s.rubric)
	stdout, stderr, _ := s.grade(`cat "$RUBRIC"`)
	s.Equal("seed: 5", stdout, stderr)
	s.nothingInside()
}

func (s *PlaceGradeSuite) TestTheKeyIsRootsAloneAndIsGoneAfterwards() {
	s.fact("KEY", s.key)
	for _, ends := range []string{"exit 0", "exit 2", "kill -KILL $$"} {
		stdout, stderr, _ := s.grade(`cat "$KEY"; find "$KEY" "${OUT%/*}" -maxdepth 0 -perm /077; ` + ends)
		s.Equal("secret", stdout, stderr)
		s.nothingInside()
	}
}

// Where the run could not even begin, nothing in there has removed it.
func (s *PlaceGradeSuite) TestTheKeyIsGoneAlsoIfNothingElseWorks() {
	s.fact("KEY", s.key)
	s.tarFails("marks.tar")
	s.program("env", "exit 1")
	_, stderr, status := s.grade("true")
	s.Equal(1, status)
	s.Contains(stderr, "the marks could not be brought to OUT="+s.out)
	s.NoFileExists(filepath.Join(s.inside, "mydocker-grade.pem"))
	s.DirExists(filepath.Join(s.inside, "mydocker-grade", "out"), "the line says where they are")
}

// tarFails makes it fail on an archive of that name.
func (s *PlaceGradeSuite) tarFails(archive string) {
	real, err := exec.LookPath("tar")
	s.Require().NoError(err)
	s.program("tar", `case $* in *`+archive+`*) exit 2 ;; *) exec `+real+` "$@" ;; esac`)
}

func (s *PlaceGradeSuite) TestAClassThatCannotBeReadIsNotGradedInPart() {
	s.tarFails("class.tar")
	stdout, stderr, status := s.grade("echo graded")
	s.Equal(1, status)
	s.Empty(stdout)
	s.Contains(stderr, "VM: SUBMISSIONS="+s.submissions+": it cannot be read as a whole\n")
}

func (s *PlaceGradeSuite) TestARunThatIsAtWorkIsLeftAlone() {
	out := filepath.Join(s.inside, "mydocker-grade", "out")
	s.Require().NoError(os.MkdirAll(out, 0o700))
	lock, err := os.Open(out) // as harness/grade does
	s.Require().NoError(err)
	defer lock.Close()
	s.Require().NoError(syscall.Flock(int(lock.Fd()), syscall.LOCK_EX))
	stdout, stderr, status := s.grade("echo graded")
	s.Equal(1, status)
	s.Empty(stdout)
	s.Contains(stderr, "VM: another make grade is at work in it\n")
	s.DirExists(out)
}

func (s *PlaceGradeSuite) TestAKeyInTheFolderThatTheVMSeesIsRefused() {
	here, err := filepath.Abs("../go.mod")
	s.Require().NoError(err)
	s.fact("KEY", here)
	_, stderr, status := s.grade("true")
	s.Equal(1, status)
	s.Contains(stderr, "KEY="+here+": this folder goes into it as a whole")
	s.NotContains(s.called(), "rsync")
}

func (s *PlaceGradeSuite) TestMarksComeBack() {
	for _, status := range []int{0, 2} {
		s.Require().NoError(os.RemoveAll(s.out))
		_, stderr, got := s.grade(`cd "$OUT" && for name in results.json results.json.sig index.html journal.jsonl; do echo $name >$name; done; exit ` + strconv.Itoa(status))
		s.Equal(status, got)
		for _, name := range []string{"results.json", "results.json.sig", "index.html", "journal.jsonl"} {
			s.wrote(name, name+"\n")
		}
		s.Contains(stderr, "VM: what was written is in "+s.out+"\n")
		s.nothingInside()
	}
	info, err := os.Stat(s.out)
	s.NoError(err)
	s.Equal(os.FileMode(0o700), info.Mode().Perm(), "as the kit makes it")
}

func (s *PlaceGradeSuite) TestWhereNothingWasWrittenWhatWasThereStays() {
	s.Require().NoError(os.Mkdir(s.out, 0o755))
	s.write(filepath.Join(s.out, "results.json"), "earlier", 0o644)
	_, stderr, status := s.grade("exit 2")
	s.Equal(2, status)
	s.NotContains(stderr, "what was written")
	s.wrote("results.json", "earlier")
}

func (s *PlaceGradeSuite) TestARunGoesOnFromTheJournalInOut() {
	s.Require().NoError(os.Mkdir(s.out, 0o755))
	s.write(filepath.Join(s.out, "journal.jsonl"), "ada\n", 0o600)
	s.fact("RESUME", "1")
	_, stderr, status := s.grade(`echo bob >>"$OUT/journal.jsonl"`)
	s.Zero(status, stderr)
	s.wrote("journal.jsonl", "ada\nbob\n")
}

// begins makes a run of grade that ends when it is told to, and returns what
// waits until it is at work. It sleeps in short pieces: a child that has just
// been forked may miss a signal.
func (s *PlaceGradeSuite) begins() (wait func()) {
	begun := filepath.Join(s.T().TempDir(), "begun")
	s.program("make", `trap "exit 130" INT TERM HUP; echo ada >"$OUT/journal.jsonl"; : >`+begun+`; while :; do sleep 0.05; done`)
	return func() {
		s.Require().Eventually(func() bool {
			_, err := os.Stat(begun)
			return err == nil
		}, 20*time.Second, time.Millisecond, "the run has not begun")
	}
}

func (s *PlaceGradeSuite) TestWhatAnInterruptedRunHasFoundComesBack() {
	s.fact("KEY", s.key)
	for _, end := range []syscall.Signal{syscall.SIGTERM, syscall.SIGINT, syscall.SIGHUP} {
		s.Require().NoError(os.RemoveAll(s.out))
		command, begun := s.command("./place", "grade"), s.begins()
		s.Require().NoError(command.Start())
		begun()
		s.Require().NoError(command.Process.Signal(end))
		s.Error(command.Wait())
		s.wrote("journal.jsonl", "ada\n")
		s.nothingInside()
	}
}

// A run on a terminal is ended by a key, or by the terminal's end, or by a
// signal to what started it.
func (s *PlaceGradeSuite) TestWhatAnInterruptedRunOnATerminalHasFoundComesBack() {
	s.fact("KEY", s.key)
	for name, end := range map[string]func(*os.File, *os.Process) error{
		"Ctrl-C":   func(terminal *os.File, _ *os.Process) error { _, err := terminal.Write([]byte{3}); return err },
		"closed":   func(terminal *os.File, _ *os.Process) error { return terminal.Close() },
		"signaled": func(_ *os.File, process *os.Process) error { return process.Signal(syscall.SIGTERM) },
	} {
		s.Require().NoError(os.RemoveAll(s.out))
		command, begun := s.command("./place", "grade"), s.begins()
		terminal, err := pty.Start(command)
		s.Require().NoError(err)
		begun()
		s.NoError(end(terminal, command.Process), name)
		command.Wait() // its status is that of ssh, which the VM here has not
		terminal.Close()
		s.wrote("journal.jsonl", "ada\n")
		s.nothingInside()
	}
}

func (s *PlaceGradeSuite) TestWhatCannotBeIsNamedAndNothingIsBrought() {
	s.Require().NoError(os.Mkdir(s.out, 0o755))
	s.write(filepath.Join(s.out, "journal.jsonl"), "ada\n", 0o600)
	for setting, says := range map[string]string{
		"STAGE=4.1":                    "not one of the steps 3.1, 3.2 and 3.3",
		"SUBMISSIONS=/no/such/class":   "there is no such directory",
		"SUBMISSIONS=" + s.key:         "it is not a directory",
		"RUBRIC=/no/such/rubric":       "there is no such file",
		"KEY=/no/such/key":             "there is no such file",
		"KEY=" + s.home:                "it is not a file",
		"OUT=" + s.key:                 "it is not a directory",
		"OUT=" + s.out:                 "a run has been there: RESUME=1 goes on from it, or name another directory",
		"OUT=" + s.key + "/below/file": "it cannot be made",
	} {
		name, value, _ := strings.Cut(setting, "=")
		before := s.facts
		s.fact("OUT", s.out+" of another run")
		s.fact(name, value)
		stdout, stderr, status := s.grade("echo graded")
		s.NotZero(status, setting)
		s.Empty(stdout)
		s.Contains(stderr, setting+": "+says+"\n")
		s.NotContains(s.called(), "vagrant rsync")
		s.NotContains(s.called(), "vagrant ssh")
		s.facts = before
	}
	_, _, status := s.run("./settings", "test-3.2")
	s.Zero(status, "they are grade's alone")
}

// What a person types goes through make before it comes to the scripts.
func (s *PlaceGradeSuite) TestMakeHandsItsSettingsOnAsTheyWereTyped() {
	s.tools("uname", "nproc")
	real, err := exec.LookPath("make")
	s.Require().NoError(err)
	s.program("make", `printf '%s\n' "$STAGE $SEED"; cat "$RUBRIC" "$KEY"; cd "$SUBMISSIONS" && echo *; echo ada >"$OUT/journal.jsonl"`)
	command := s.command("./place")
	command.Path, command.Dir = real, ".."
	command.Args = []string{
		"make", "--no-print-directory", "grade", "STAGE=3.2", "SEED=5", "SUBMISSIONS=" + s.submissions, "OUT=" + s.out,
		"RUBRIC=" + s.rubric, "KEY=" + s.key,
	}
	command.Env = append(command.Env, "STAGE=", "SUBMISSIONS=", "OUT=")
	stdout, err := command.Output()
	s.NoError(err)
	s.Equal("3.2 5\nseed: 5secret"+awkward+"\n", string(stdout))
	s.wrote("journal.jsonl", "ada\n")
}
