package look

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"mydocker/harness/host"
	"mydocker/harness/mydocker"
	"mydocker/harness/picture"
	"mydocker/harness/words"
)

const kit = "../.."

// runs starts a container with a limit, and returns its command.
func runs(t *testing.T) *mydocker.Container {
	host.Needs(t, host.Root, host.CgroupV1("memory"), host.CgroupV1("cpuset"))
	binary := filepath.Join(t.TempDir(), "mydocker")
	require.NoError(t, mydocker.Build(filepath.Join(kit, "chapter3/3.3"), binary))
	guard, err := mydocker.NewGuard()
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, guard.Close()) })
	cat, err := filepath.EvalSymlinks("/bin/cat")
	require.NoError(t, err)
	session, err := guard.Start(mydocker.Runtime{Path: binary},
		mydocker.Invocation{Args: []string{"run", "-ti", "-m", "100m", "-cpuset", "0", "cat", "-", "<b>容器</b>"}})
	require.NoError(t, err)
	container, err := session.Await(mydocker.Command{Program: cat})
	require.NoError(t, err)
	return container
}

func TestRunningContainerIsFoundByAllThatNamesIt(t *testing.T) {
	container := runs(t)
	reader := Reader{"/"}
	for _, pid := range []int{container.PID, container.Pid()} { // the command's, and run's
		found, err := reader.FindBy(pid)
		require.NoError(t, err)
		require.Equal(t, []int{container.PID}, found)
	}
	read, err := reader.Read(container.PID)
	require.NoError(t, err)
	require.Equal(t, container.Pid(), read.Processes[0].PID)
	require.Equal(t, ShowsOwn, read.ProcShows)
	for _, namespace := range read.Namespaces {
		require.True(t, namespace.Own(), namespace.Kind)
	}
}

// Pids and inodes are others each time: what is compared is which facts of
// which kinds a picture has.
func TestPictureOfTheGuidesHasTheFactsOfAFreshOne(t *testing.T) {
	container := runs(t)
	read, err := Reader{"/"}.Read(container.PID)
	require.NoError(t, err)
	for _, language := range words.Languages {
		file, err := os.Open(filepath.Join(kit, "docs/pictures/look."+language+".svg"))
		require.NoError(t, err, "make pictures draws it")
		defer file.Close()
		kept, err := picture.ReadMarks(file)
		require.NoError(t, err)
		var now []picture.Mark
		for _, text := range Draw(read, in(t, language)).Texts {
			if text.Mark.What != "" {
				now = append(now, text.Mark)
			}
		}
		require.Equal(t, facts(now), facts(kept), "make pictures")
	}
}

// facts names what is shown, each once: "namespace uts", "setting cpuset.cpus".
// How many processes there may be is left out: only the guard says that, and
// not every machine has a hierarchy for it.
func facts(marks []picture.Mark) []string {
	var facts []string
	for _, mark := range marks {
		fact := mark.What
		switch mark.What {
		case "namespace", "group", "setting":
			fact += " " + mark.Key
		}
		if !strings.Contains(fact, " pids") && !slices.Contains(facts, fact) {
			facts = append(facts, fact)
		}
	}
	return facts
}
