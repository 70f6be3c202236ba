package doctor

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/moby/sys/mountinfo"
	"github.com/stretchr/testify/require"

	"mydocker/harness/host"
	"mydocker/harness/terminal"
	"mydocker/harness/words"
)

func in(t *testing.T, language string) words.Words {
	say, err := words.In(language)
	require.NoError(t, err)
	return say
}

func page(t *testing.T, language string, findings []Finding, colours bool) (string, bool) {
	out := &strings.Builder{}
	fit := Page(out, in(t, language), findings, terminal.Style{Colours: colours})
	return out.String(), fit
}

func TestWhatIsMissingStandsWithItsCauseAndTheCommand(t *testing.T) {
	needs := []host.Requirement{
		host.Program("sh"), host.Program("cat"),
		host.Program("no-such"), host.Program("none-such"), host.Program("ls"),
	}
	text, fit := page(t, "en", Needs(in(t, "en"), needs), false)
	require.False(t, fit)
	require.Equal(t, `  ok       programs  sh, cat
  MISSING  programs  no-such, none-such
           it is not in PATH
             `+asWhoIs(os.Geteuid(), "sudo scripts/setup")+`
  ok       programs  ls

This machine is not fit for the tests: 2 missing. Run the first command above, then make doctor again.
`, text)
}

func TestChineseStandsInColumns(t *testing.T) {
	text, fit := page(t, "zh", Needs(in(t, "zh"), []host.Requirement{host.Cores(1), host.Program("no-such")}), false)
	require.False(t, fit)
	require.Equal(t, `  有    CPU 核数  1
  缺    程序      no-such
        不在 PATH 里
          `+asWhoIs(os.Geteuid(), "sudo scripts/setup")+`

本机不符合测试的要求：缺 1 样。先执行上面的第一条命令，再运行 make doctor。
`, text)
}

func TestWhatNoCommandMendsHasAdvice(t *testing.T) {
	text, fit := page(t, "en", Needs(in(t, "en"), []host.Requirement{host.Cores(1 << 20)}), false)
	require.False(t, fit)
	require.Regexp(t, `\n +there are too few: \d+\n +give the machine or VM more of them\n`, text)
	require.Contains(t, text, "Do what is said above")
}

func TestNotesMakeNoMachineUnfit(t *testing.T) {
	text, fit := page(t, "en", []Finding{{Name: "a"}, {State: Note, Name: "longer", Text: "one\ntwo"}}, false)
	require.True(t, fit)
	require.Equal(t, `  ok       a
  note     longer
           one
           two

This machine is fit: every case can run.
`, text)
}

func TestColoursAreForWhoAsks(t *testing.T) {
	findings := []Finding{{State: Missing, Name: "a", Command: "mend"}}
	without, _ := page(t, "en", findings, false)
	with, _ := page(t, "en", findings, true)
	require.NotContains(t, without, "\x1b")
	require.Contains(t, with, "\x1b[31mMISSING\x1b[0m  a")
	require.Equal(t, without, regexp.MustCompile(`\x1b\[\d+m`).ReplaceAllString(with, ""))
}

func TestRootIsToldNoSudo(t *testing.T) {
	require.Equal(t, "echo a | tee b && reboot", asWhoIs(0, "echo a | sudo tee b && sudo reboot"))
	require.Equal(t, "sudo reboot", asWhoIs(1000, "sudo reboot"))
}

func TestMountsAreNoted(t *testing.T) {
	notes := func(table string) (all string) {
		mounts, err := mountinfo.GetMountsFromReader(strings.NewReader(table), nil)
		require.NoError(t, err)
		for _, note := range ofMounts(in(t, "en"), mounts) {
			require.Equal(t, Note, note.State)
			all += note.Name + " " + note.Text + "\n"
		}
		return all
	}
	const (
		proc        = "21 26 0:20 / /proc rw,relatime shared:7 - proc proc rw\n"
		onProc      = "22 21 0:40 / /proc rw,relatime - proc proc rw\n"
		sharedRoot  = "26 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw\n"
		privateRoot = "26 1 254:0 / / rw,relatime - ext4 /dev/vda rw\n"
		slaveRoot   = "26 1 254:0 / / rw,relatime master:1 - ext4 /dev/vda rw\n"
	)
	require.Regexp(t, `\A/ / is shared, as on a systemd machine: (.*\n)*.*keeps it out\n\z`, notes(sharedRoot+proc))
	require.Regexp(t, `\A/ / is private: `, notes(privateRoot+proc))
	require.Regexp(t, `\A/ / is private: `, notes(slaveRoot+proc), "what is mounted here does not go up")
	require.Contains(t, notes(privateRoot+proc+onProc), "/proc it is mounted 2 times")
}
