package grade

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mydocker/harness/host"
	"mydocker/harness/result"
)

// killedAsked is asked where it is about the run, not about verdicts.
var killedAsked = []string{"own-uts", "memory-set"}

// TestMain is the grader that TestARunThatIsKilled kills, where the environment
// says so.
func TestMain(m *testing.M) {
	if dir, out := os.Getenv("KIT_TEST_CLASS"), os.Getenv("KIT_TEST_OUT"); dir != "" {
		if err := gradeClass(dir, out); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

func gradeClass(dir, out string) error {
	class, err := newClass(dir, out)
	if err != nil {
		return err
	}
	var unable error
	class.Resume, class.Only = true, killedAsked
	class.Again = func(s Submission, err error) { unable = fmt.Errorf("%s: %w", s.Name, err) }
	results, err := class.Run(context.Background())
	if err = errors.Join(err, unable); err != nil {
		return err
	}
	return result.Write(filepath.Join(out, "results.json"), results, nil)
}

// verdictsOf are the verdicts of a class, and all else that is no time.
func verdictsOf(t *testing.T, file string) string {
	class, err := result.Read(file, "")
	require.NoError(t, err)
	for i := range class.Submissions {
		class.Submissions[i].Graded = time.Time{}
		for j := range class.Submissions[i].Clauses {
			class.Submissions[i].Clauses[j].Report = "" // it has pids in it
		}
	}
	text, err := json.MarshalIndent(class, "", "\t")
	require.NoError(t, err)
	return string(text)
}

// It is killed at any moment, KIT_KILLS times, or once.
func TestARunThatIsKilledGoesOnAndFindsTheSame(t *testing.T) {
	host.Needs(t, host.ForSuites()...)
	dir := t.TempDir()
	for name, slip := range map[string]string{
		"ada": "",
		"bob": "package main\n\nvar x = y\n",
		"cyd": "package main\n\nimport \"os\"\n\nfunc init() {\n\tif len(os.Args) > 1 && os.Args[1] == \"run\" {\n\t\tos.Exit(0)\n\t}\n}\n",
	} {
		at := filepath.Join(dir, name)
		copyReference(t, at)
		if slip != "" {
			require.NoError(t, os.WriteFile(filepath.Join(at, "slip.go"), []byte(slip), 0o644))
		}
	}
	earlier := leftBehind(t)

	whole := t.TempDir()
	began := time.Now()
	require.NoError(t, helper(dir, whole).Run())
	length := time.Since(began)
	out, wanted := t.TempDir(), host.Number(t, "KIT_KILLS", 1)
	for kills := 0; ; {
		run := helper(dir, out)
		require.NoError(t, run.Start())
		ended := make(chan error, 1)
		go func() { ended <- run.Wait() }()
		if kills < wanted {
			select {
			case <-time.After(rand.N(length)):
				require.NoError(t, run.Process.Kill())
				<-ended
				kills++
				t.Logf("killed %d of %d times", kills, wanted)
				continue
			case err := <-ended:
				ended <- err
			}
		}
		require.NoError(t, <-ended)
		require.Equal(t, verdictsOf(t, filepath.Join(whole, "results.json")), verdictsOf(t, filepath.Join(out, "results.json")))
		if kills == wanted {
			break
		}
		out = t.TempDir()
	}
	require.Empty(t, leftSince(t, earlier), "what %d killed runs have left, and the last has not removed", wanted)
	t.Logf("killed %d times, and each time it found the same when it went on", wanted)
}

// helper is this program, as one that grades a class: see TestMain.
func helper(dir, out string) *exec.Cmd {
	program := exec.Command("/proc/self/exe")
	program.Env = append(os.Environ(), "KIT_TEST_CLASS="+dir, "KIT_TEST_OUT="+out)
	program.Stderr, program.SysProcAttr = os.Stderr, &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	return program
}

// leftBehind is what is on this machine of processes of the kit that are gone.
func leftBehind(t *testing.T) (left []string) {
	for _, pattern := range []string{"/sys/fs/cgroup/*/mydocker-kit-*", filepath.Join(os.TempDir(), "mydocker-kit-*")} {
		found, err := filepath.Glob(pattern)
		require.NoError(t, err)
		for _, path := range found {
			parts := strings.Split(filepath.Base(path), "-")
			if len(parts) == 5 && !isProcess(parts[3]) || len(parts) == 4 && parts[2] == "grade" {
				left = append(left, path)
			}
		}
	}
	return left
}

// leftSince is what is left that was not there before. Another run of the kit
// may have removed what was.
func leftSince(t *testing.T, earlier []string) []string {
	return slices.DeleteFunc(leftBehind(t), func(path string) bool { return slices.Contains(earlier, path) })
}

func isProcess(pid string) bool {
	_, err := os.Stat("/proc/" + pid)
	return !errors.Is(err, os.ErrNotExist)
}
