package grade

import (
	"context"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mydocker/harness/host"
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
	// make makes it at a place, which is its name in a class.
	make func(t *testing.T, at string)
}

// hostileSources are those in testdata/hostile.
func hostileSources(t *testing.T) (all []hostile) {
	files, err := filepath.Glob("testdata/hostile/*.go")
	require.NoError(t, err)
	for _, file := range files {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		one := hostile{name: strings.TrimSuffix(filepath.Base(file), ".go")}
		for _, line := range strings.Split(string(text), "\n")[:2] {
			key, value, _ := strings.Cut(strings.TrimPrefix(line, "// "), ": ")
			switch key {
			case "Tries":
				one.tries = value
			case "Deserves":
				one.deserves = value
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

// copyReference copies the chapter's own 3.3.
func copyReference(t *testing.T, dir string) {
	require.NoError(t, os.CopyFS(dir, os.DirFS("../../chapter3/3.3")))
}

// outside is a machine's state that no submission may change, and two places
// that none may reach.
type outside struct {
	calls chan string
}

func newOutside(t *testing.T) outside {
	o := outside{calls: make(chan string, 100)}
	for _, where := range [][2]string{{"tcp", "127.0.0.1:0"}, {"unix", "@mydocker-hostile"}} {
		listener, err := net.Listen(where[0], where[1])
		require.NoError(t, err)
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
	now["left"] = strings.Join(leftBehind(t), "\n")
	return now
}

// gradedClass grades a folder, and returns the results by name.
func gradedClass(t *testing.T, dir string, budget time.Duration) map[string]result.Submission {
	submissions, others, err := Find(dir)
	require.NoError(t, err)
	require.Empty(t, others)
	kit, err := filepath.Abs("../..")
	require.NoError(t, err)
	class := Class{
		Kit: kit, Step: "3.3", Seed: 1, Submissions: submissions, Out: t.TempDir(), Only: hostileAsked, Budget: budget,
		Again: func(s Submission, err error) { t.Errorf("%s: the kit could not do its work: %v", s.Name, err) },
		Tell: func(one result.Submission, done, all int) {
			t.Logf("[%d/%d] %s: %s: %s", done, all, one.Name, one.Outcome, lost(one))
		},
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

func TestHostileSubmissionsGetWhatTheyDeserve(t *testing.T) {
	host.Needs(t, host.ForSuites()...)
	all := append(hostileSources(t), hostileFiles()...)
	if only := os.Getenv("KIT_HOSTILE"); only != "" {
		all = slices.DeleteFunc(all, func(one hostile) bool { return !slices.Contains(strings.Fields(only), one.name) })
	}
	o := newOutside(t)
	dir := t.TempDir()
	for _, one := range all {
		one.make(t, filepath.Join(dir, one.name))
	}
	copyReference(t, filepath.Join(dir, "zz-honest"))
	before := state(t)
	results := gradedClass(t, dir, time.Minute)
	require.Equal(t, before, state(t), "this machine")
	require.Empty(t, o.calls, "what was reached outside")
	held := 0
	for _, one := range all {
		got := results[one.name]
		if assertDeserved(t, one, got) {
			held++
		}
	}
	require.Empty(t, lost(results["zz-honest"]), "what an honest one among them lost")
	t.Logf("hostile submissions: %d of %d held", held, len(all))
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
