package grade

import (
	"context"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"mydocker/harness/host"
	"mydocker/harness/proving"
	"mydocker/harness/result"
)

// hostileAsked is what hostile submissions are asked: enough to see whether a
// verdict can be forged.
var hostileAsked = []string{
	"tty-wired", "logs-apart", "exit-status", "pid-one", "own-uts", "own-pid", "host-proc-kept", "nothing-left", "memory-set", "limits-first",
}

// hostile is a submission that attacks: see testdata/hostile/README.md.
type hostile struct {
	name, tries, deserves string
	// slow is that it takes all the time that it is given.
	slow bool
	// make makes it at a place, which is its name in a class.
	make func(t *testing.T, at string)
}

// hostileSources are those in testdata/hostile. They are told what to reach
// outside.
func hostileSources(t *testing.T, o outside) (all []hostile) {
	files, err := filepath.Glob("testdata/hostile/*.go")
	require.NoError(t, err)
	for _, file := range files {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		text = []byte(o.named(string(text)))
		one := hostile{name: strings.TrimSuffix(filepath.Base(file), ".go")}
		for _, line := range strings.Split(string(text), "\n")[:3] {
			key, value, _ := strings.Cut(strings.TrimPrefix(line, "// "), ": ")
			switch key {
			case "Tries":
				one.tries = value
			case "Deserves":
				one.deserves = value
			case "Takes":
				one.slow = true
			}
		}
		require.NotEmpty(t, one.tries, file)
		require.NotEmpty(t, one.deserves, file)
		one.make = func(t *testing.T, dir string) {
			if strings.Contains(string(text), "func main() {") {
				require.NoError(t, os.Mkdir(dir, 0o755))
			} else {
				copyReference(t, dir)
			}
			require.NoError(t, os.WriteFile(filepath.Join(dir, "hostile.go"), text, 0o644))
		}
		all = append(all, one)
	}
	return all
}

// corpus is what is tried of all that attack: KIT_HOSTILE names them, or is
// "all"; else it is a few of those that do not take long, chosen by KIT_SEED.
func corpus(t *testing.T, o outside) (chosen []hostile, whole bool) {
	all := append(hostileSources(t, o), hostileFiles()...)
	switch wanted := os.Getenv("KIT_HOSTILE"); wanted {
	case "all":
		return all, true
	case "":
		all = slices.DeleteFunc(all, func(one hostile) bool { return one.slow })
		seed := proving.SampleSeed()
		t.Logf("KIT_SEED=%d repeats this sample of %d", seed, len(all))
		return proving.Sample(all, sampleSize, seed), false
	default:
		for _, name := range strings.Fields(wanted) {
			i := slices.IndexFunc(all, func(one hostile) bool { return one.name == name })
			require.GreaterOrEqual(t, i, 0, "KIT_HOSTILE: there is no %s", name)
			chosen = append(chosen, all[i])
		}
		return chosen, false
	}
}

// sampleSize is how many of the corpus are tried where nothing is said.
const sampleSize = 4

// copyReference copies the chapter's own 3.3.
func copyReference(t testing.TB, dir string) {
	require.NoError(t, os.CopyFS(dir, os.DirFS(reference)))
}

// outside are two places on this machine that no submission may reach.
type outside struct {
	calls  chan string // who was called
	port   string
	socket string // abstract: unix(7)
}

func newOutside(t *testing.T) outside {
	o := outside{calls: make(chan string, 100), socket: fmt.Sprintf("mydocker-hostile-%d", os.Getpid())}
	tcp, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	_, o.port, err = net.SplitHostPort(tcp.Addr().String())
	require.NoError(t, err)
	unix, err := net.Listen("unix", "@"+o.socket)
	require.NoError(t, err)
	for _, listener := range []net.Listener{tcp, unix} {
		t.Cleanup(func() { listener.Close() })
		go func() {
			for {
				made, err := listener.Accept()
				if err != nil {
					return
				}
				made.Close()
				o.calls <- listener.Addr().String()
			}
		}()
	}
	return o
}

// named puts the two places into a submission's text.
func (o outside) named(text string) string {
	return strings.NewReplacer("HOSTPORT", o.port, "HOSTSOCKET", o.socket).Replace(text)
}

// state is what this machine is like.
func state(t *testing.T) map[string]string {
	now := map[string]string{}
	for _, file := range []string{
		"/proc/self/mountinfo", "/proc/sys/kernel/hostname", "/proc/sys/kernel/domainname", "/proc/sys/kernel/core_pattern", "/proc/sys/kernel/modprobe",
		"/proc/sys/kernel/panic", "/proc/sys/kernel/pid_max", "/proc/sys/kernel/sysrq", "/proc/sys/vm/overcommit_memory", "/proc/self/cgroup",
		"/proc/modules", "/proc/swaps",
	} {
		text, _ := os.ReadFile(file)
		now[file] = string(text)
	}
	for _, pattern := range []string{"/dev/*", "/dev/shm/*", "/run/*"} {
		found, err := filepath.Glob(pattern)
		require.NoError(t, err)
		now[pattern] = strings.Join(found, "\n")
	}
	return now
}

// gradedClass asks the submissions in a folder some clauses, as many at once as
// workers, and returns the results by name.
func gradedClass(t *testing.T, dir string, asked []string, workers int, budget time.Duration) map[string]result.Submission {
	class, err := newClass(dir, t.TempDir())
	require.NoError(t, err)
	class.Only, class.Budget, class.Workers = asked, budget, workers
	class.Again = func(s Submission, err error) { t.Errorf("%s: the kit could not do its work: %v", s.Name, err) }
	class.Tell = func(one result.Submission, done, all int) {
		t.Logf("[%d/%d] %s: %s: %s", done, all, one.Name, one.Outcome, lost(one))
	}
	results, err := class.Run(context.Background())
	require.NoError(t, err)
	byName := map[string]result.Submission{}
	for _, one := range results.Submissions {
		byName[one.Name] = one
	}
	return byName
}

// lost names the clauses that are not kept.
func lost(one result.Submission) string {
	var ids []string
	for _, clause := range one.Clauses {
		if clause.Verdict != result.Passed {
			ids = append(ids, clause.ID)
		}
	}
	return strings.Join(ids, " ")
}

// Some attack, and others are honest: right programs, and wrong ones.
func TestHostileSubmissionsGetWhatTheyDeserve(t *testing.T) {
	host.Needs(t, host.ForSuites()...)
	o := newOutside(t)
	attackers, whole := corpus(t, o)
	honest := honestSubmissions(t)
	if !whole {
		honest = honest[:1] // the chapter's own: what it deserves is known
	}
	class, alone := t.TempDir(), t.TempDir()
	for _, one := range attackers {
		one.make(t, filepath.Join(class, one.name))
	}
	for _, one := range honest {
		one.make(t, filepath.Join(class, one.name))
		one.make(t, filepath.Join(alone, one.name))
	}
	before, earlier := state(t), leftBehind(t)
	budget := 5 * time.Minute // that of kit grade, which on a busy machine an honest one may need
	if slices.ContainsFunc(attackers, func(one hostile) bool { return one.slow }) {
		budget = 2 * time.Minute
	}
	results := gradedClass(t, class, hostileAsked, 0, budget)
	require.Equal(t, before, state(t), "this machine")
	require.Empty(t, leftSince(t, earlier), "what is left on this machine")
	require.Empty(t, o.calls, "what was reached outside")
	held := 0
	for _, one := range attackers {
		require.NotContains(t, results[one.name].Message, "\x1b", one.name)
		if assertDeserved(t, one, results[one.name]) {
			held++
		}
	}
	t.Logf("hostile submissions: %d of %d held", held, len(attackers))
	require.Empty(t, lost(results["reference-folder"]), "what an honest one among them lost")
	if !whole {
		return
	}
	same := 0
	for name, one := range gradedClass(t, alone, hostileAsked, 1, budget) {
		if assert.Equal(t, verdicts(one), verdicts(results[name]), "%s: graded alone, and among those that attack", name) {
			same++
		}
	}
	t.Logf("honest submissions: %d of %d have the mark that they have when graded alone", same, len(honest))
}

// verdicts are all that a mark comes from.
func verdicts(one result.Submission) (all []string) {
	all = append(all, string(one.Outcome), one.SHA256)
	for _, clause := range one.Clauses {
		all = append(all, clause.ID+" "+string(clause.Verdict))
	}
	return all
}

func sameWords(one, other string) bool {
	a, b := strings.Fields(one), strings.Fields(other)
	slices.Sort(a)
	slices.Sort(b)
	return slices.Equal(a, b)
}

func assertDeserved(t *testing.T, one hostile, got result.Submission) bool {
	wanted, loses := string(result.Graded), ""
	switch kind, rest, _ := strings.Cut(one.deserves, " "); kind {
	case "full":
	case "ends":
		loses = lost(got)
	case "loses":
		loses = rest
	case "nothing":
		loses = strings.Join(hostileAsked, " ")
	default:
		wanted, loses = one.deserves, strings.Join(hostileAsked, " ")
	}
	ok := got.Outcome == result.Outcome(wanted) && len(got.Clauses) == len(hostileAsked) && sameWords(lost(got), loses)
	if !ok {
		t.Errorf("%s: deserves %q, got %q, and lost %q\n%s", one.name, one.deserves, got.Outcome, lost(got), got.Message)
	}
	return ok
}
