package scripts

import (
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"mydocker/harness/host"
	"mydocker/harness/terminal"
)

// The README has what it shows in English and in Chinese, and a test in
// harness/guides compares. Here it is read as a person does who has no English.
func TestDemoSpeaksChinese(t *testing.T) {
	host.Needs(t, host.Root, host.Go, host.CgroupV1("memory"), host.Program("stress"), host.Program("ps"))
	host.HearSignals()
	// make run, on this machine.
	show := exec.Command("make", "--no-print-directory", "-C", "..", "run")
	show.Env = append(os.Environ(), "KIT_LANG=zh", "KIT_PLACED=1", "MYDOCKER=", "NO_COLOR=1")
	output, err := show.CombinedOutput()
	require.NoError(t, err, string(output))
	shown := string(output)

	for _, line := range []string{
		"1. 从里面看容器",
		"  | 进程 1，主机名 ",
		"  | 内存限制：104857600",
		"  属实  这个 shell 是 1 号进程，ps 看不到宿主机的任何进程",
		"  属实  五个命名空间都是容器自己的：编号不同",
		"  属实  这个 shell 已经结束，它的 cgroup 也删除了",
		"  属实  被信号 9 杀死，退出状态 1",
	} {
		require.Contains(t, shown, "\n"+line)
	}
	for _, line := range strings.Split(shown, "\n") {
		if !strings.HasPrefix(line, "  | ") { // what programs have printed
			require.NotRegexp(t, `[a-z]{2,} [a-z]{2,} [a-z]{2,} [a-z]{2,}`, line, "in English")
		}
	}

	// The columns of the table, and of what is to be done next.
	table := regexp.MustCompile(`(?m)^(  \| 命名空间 +)(容器的 +)宿主机的\n(  \| pid +)(pid:\[\d+\] +)pid:`).FindStringSubmatch(shown)
	require.NotNil(t, table, shown)
	require.Equal(t, terminal.Width(table[1]), terminal.Width(table[3]))
	require.Equal(t, terminal.Width(table[2]), terminal.Width(table[4]))
	next := regexp.MustCompile(`(  make test +)看.*\n(  chapter3/README.zh-CN.md +)看.*\n.*\n( +)进去`).FindStringSubmatch(shown)
	require.NotNil(t, next, shown)
	require.Equal(t, len(next[1]), len(next[2]))
	require.Equal(t, len(next[1]), len(next[3]))
}
