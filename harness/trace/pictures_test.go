package trace

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"mydocker/harness/host"
	"mydocker/harness/mydocker"
	"mydocker/harness/picture"
	"mydocker/harness/stages"
	"mydocker/harness/words"
)

// kept returns the marks of a picture of the guides, of one kind.
func kept(t *testing.T, name, what string) (marks []picture.Mark) {
	file, err := os.Open(filepath.Join(kit, "docs/pictures", name+".svg"))
	require.NoError(t, err, "make pictures draws it")
	defer file.Close()
	all, err := picture.ReadMarks(file)
	require.NoError(t, err)
	for _, mark := range all {
		if mark.What == what {
			marks = append(marks, mark)
		}
	}
	return marks
}

// marksOf returns a lane's marks of one kind.
func marksOf(marks []picture.Mark, lane Lane) (values []string) {
	for _, mark := range marks {
		if mark.Key == string(lane) {
			values = append(values, mark.Value)
		}
	}
	return values
}

func TestPicturesOfTheGuidesShowWhatRunsDoNow(t *testing.T) {
	host.Needs(t, Needs()...)
	host.Needs(t, host.CgroupV1("memory"), host.SwapAccounting)
	for _, stage := range stages.Chapter3 {
		name := "trace-" + stage.Name
		binary := filepath.Join(t.TempDir(), "mydocker-"+stage.Name)
		require.NoError(t, mydocker.Build(filepath.Join(kit, "chapter3", stage.Name), binary))
		// How it was run stands in the first event: mydocker-3.1 run -ti /bin/ls
		args := strings.Fields(kept(t, name+".en", "call")[0].Value)[1:]
		recording, err := Record(kit, mydocker.Runtime{Path: binary}, args, Patience())
		require.NoError(t, err)
		life, err := Watch(recording.Calls, binary, []string{mydocker.CommandOf(args)})
		require.NoError(t, err)
		for _, language := range words.Languages {
			drawn := Draw(life, in(t, language), false)
			var now []picture.Mark
			for _, text := range drawn.Texts {
				now = append(now, text.Mark)
			}
			for _, lane := range []Lane{Run, Init} {
				events := kept(t, name+"."+language, "event")
				require.Equal(t, marksOf(ofKind(now, "event"), lane), marksOf(events, lane), "%s: make pictures", name)
				calls := kept(t, name+"."+language, "call")
				require.Equal(t, marksOf(ofKind(now, "call"), lane), marksOf(calls, lane), "%s: make pictures", name)
			}
		}
	}
}

func ofKind(marks []picture.Mark, what string) (some []picture.Mark) {
	for _, mark := range marks {
		if mark.What == what {
			some = append(some, mark)
		}
	}
	return some
}
