package look

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"mydocker/harness/picture"
	"mydocker/harness/terminal"
	"mydocker/harness/words"
)

func in(t *testing.T, language string) words.Words {
	say, err := words.In(language)
	require.NoError(t, err)
	return say
}

func TestTextShowsWhatTheKernelSays(t *testing.T) {
	_, c := read(t)
	var out strings.Builder
	Text(&out, c, in(t, "en"), terminal.Style{})
	require.Equal(t, `The container of process 201, from outside

Processes
  pid here  pid inside  command
       200           -  mydocker run -ti sh
       201           1  └─ sh
       202           7     └─ sleep 9

Namespaces
       the host's    the container's
  pid  100           500               own                 process ids
  mnt  host-mnt      own-mnt           own                 mounts
  uts  host-uts      own-uts           own                 the host's name
  ipc  host-ipc      own-ipc           own                 message queues, shared memory
  net  host-net      own-net           own                 network interfaces

/ and /proc inside
  /      ext4      rw,relatime                                private
  /proc  proc      rw,relatime                                private
  /proc  proc      rw,nosuid,nodev,noexec,relatime            private
  its /proc shows its own processes

Cgroups
  memory  a group of its own
          /                                   2 processes
          └─ mydocker                         0 processes
             └─ 1                             2 processes
            memory.limit_in_bytes             104857600 (100.0 MiB)
            memory.usage_in_bytes             1048576 (1.0 MiB)
  cpu     the group that run is in
          /                                   0 processes
            cpu.shares                        1024

Open descriptors of its first process
     0 -> /dev/pts/1
    10 -> pipe:[77]
`, out.String())
}

func TestWhatIsNotIsolatedIsSaidPlainly(t *testing.T) {
	_, c := read(t)
	c.Namespaces[2].There = c.Namespaces[2].Here
	c.ProcShows = ShowsHosts
	var out strings.Builder
	Text(&out, c, in(t, "en"), terminal.Style{})
	require.Regexp(t, `uts +host-uts +host-uts +SAME`, out.String())
	require.Contains(t, out.String(), "its /proc shows the HOST's processes")
}

func TestStrangersCommandKeepsToItsLine(t *testing.T) {
	_, c := read(t)
	c.Processes[1].Command = "sh -c \x1b[2J\n" + strings.Repeat("容器", 100)
	for _, language := range words.Languages {
		var out strings.Builder
		Text(&out, c, in(t, language), terminal.Style{})
		require.NotContains(t, out.String(), "\x1b")
		for _, line := range strings.Split(out.String(), "\n") {
			require.LessOrEqual(t, terminal.Width(line), columns, line)
		}
	}
}

func TestPictureHasTheFactsAndNothingOutsideOfIt(t *testing.T) {
	_, c := read(t)
	for _, language := range words.Languages {
		drawing := Draw(c, in(t, language))
		require.Equal(t, language, drawing.Language)
		facts := map[string]string{}
		for _, text := range drawing.Texts {
			facts[text.Mark.What+" "+text.Mark.Key] = text.Mark.Value
			require.Less(t, text.Y, drawing.Height)
			require.LessOrEqual(t, text.X+int(float64(terminal.Width(text.Text))*fontSize*picture.CharWidth), drawing.Width-margin, text.Text)
		}
		require.Equal(t, "7", facts["pid-inside 202"])
		require.Equal(t, "500", facts["namespace pid"])
		require.Equal(t, "104857600", facts["setting memory.limit_in_bytes"])
		require.Equal(t, "pipe:[77]", facts["descriptor 10"])
		require.Equal(t, "own", facts["proc-shows /proc"])
		for _, box := range drawing.Boxes {
			require.LessOrEqual(t, box.X+box.Width, drawing.Width-margin)
			require.LessOrEqual(t, box.Y+box.Height, drawing.Height-margin)
		}
	}
}

func TestNoLimitIsNoNumber(t *testing.T) {
	say := in(t, "en")
	require.Equal(t, "no limit", Setting{"memory.limit_in_bytes", "9223372036854771712"}.said(say))
	require.Equal(t, "max", Setting{"pids.max", "max"}.said(say))
	part, limited := Level{Settings: []Setting{{"pids.max", "10"}, {"pids.current", "5"}}}.used()
	require.True(t, limited)
	require.InDelta(t, 0.5, part, 0.001)
	_, limited = Level{Settings: []Setting{{"pids.max", "max"}, {"pids.current", "5"}}}.used()
	require.False(t, limited)
}
