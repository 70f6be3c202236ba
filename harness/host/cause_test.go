package host

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/sys/unix"
)

// wants compares a cause with what a person reads of it, and its command.
func wants(t *testing.T, cause *Cause, text, command string) {
	t.Helper()
	require.NotNil(t, cause)
	require.Equal(t, text, cause.Error())
	require.Equal(t, command, cause.Command)
}

func TestWhySwapIsNotCounted(t *testing.T) {
	missing := fmt.Errorf("look: %w", unix.ENOENT)
	debian := machine{grub: true, osRelease: "ID=debian\n", release: "5.10.0-8", config: "CONFIG_SWAP=y\nCONFIG_MEMCG_SWAP=y\n"}
	wants(t, debian.whyNoSwapAccounting(missing), "this kernel, 5.10.0-8, wants to be told swapaccount=1",
		`echo 'GRUB_CMDLINE_LINUX="$GRUB_CMDLINE_LINUX swapaccount=1"' | sudo tee -a /etc/default/grub.d/90-mydocker.cfg && sudo update-grub && sudo reboot`)
	debian.cmdline = "swapaccount=0"
	require.Equal(t, "switched-off", debian.whyNoSwapAccounting(missing).ID)
	wants(t, machine{release: "6.1", config: "A=y\n"}.whyNoSwapAccounting(missing), "this kernel, 6.1, was built without CONFIG_SWAP", "vagrant up")
	wants(t, machine{release: "5.4", config: "CONFIG_SWAP=y\n"}.whyNoSwapAccounting(missing), "this kernel, 5.4, was built without CONFIG_MEMCG_SWAP", "vagrant up")
	wants(t, machine{release: "6.1"}.whyNoSwapAccounting(missing), "look: no such file or directory", "")
}

func TestWhyNobodyMayTrace(t *testing.T) {
	no := fmt.Errorf("trace /bin/true: %w", unix.EPERM)
	wants(t, whyNoPtrace(no, "3\n", ""), "kernel.yama.ptrace_scope is 3: nobody may, until the machine is restarted",
		"echo kernel.yama.ptrace_scope=1 | sudo tee /etc/sysctl.d/zz-mydocker.conf && sudo reboot")
	wants(t, whyNoPtrace(no, "2\n", ""), "kernel.yama.ptrace_scope is 2", "sudo sysctl kernel.yama.ptrace_scope=1")
	wants(t, whyNoPtrace(no, "1\n", "Name:\tkit\nSeccomp:\t2\nSeccomp_filters:\t1\n"),
		"a seccomp filter forbids it, as in a container: trace /bin/true: operation not permitted", "")
	wants(t, whyNoPtrace(no, "", "Name:\tkit\nSeccomp:\t0\n"), "trace /bin/true: operation not permitted", "")
}

func TestWhatIsWrongWithProc(t *testing.T) {
	require.Nil(t, whyNotOurProc(12, "12", nil))
	require.Equal(t, "proc-damaged", whyNotOurProc(12, "", fs.ErrNotExist).ID)
	wants(t, whyNotOurProc(1, "812", nil), "it is that of a PID namespace above: this process is 1, and 812 in there", "exec unshare --mount-proc sh")
}

func TestWhyThereAreTooFewCores(t *testing.T) {
	require.Nil(t, whyTooFew(2, 2, "0-1"))
	wants(t, whyTooFew(2, 1, "0"), "there are too few: 1", "")
	wants(t, whyTooFew(2, 1, "0-3,6"), "there are 5, and this process may run on 1 of them", "taskset -p -c 0-3,6 $$")
	wants(t, whyTooFew(2, 1, ""), "there are too few: 1", "")
}

func TestWhichGoIsTooOld(t *testing.T) {
	for _, enough := range []string{"go1.23.0 linux/amd64", "go1.23rc1 linux/amd64", "go1.100.1 X:a", "devel go1.27-abcdef0123 Mon Jan 1"} {
		require.Nil(t, whyTooOld("go version "+enough), enough)
	}
	wants(t, whyTooOld("go version go1.19.8 linux/amd64"), "it is 1.19.8", "")
	require.Equal(t, "go-old", whyTooOld("gccgo").ID)
}

func TestGoOutsideOfPathIsNamed(t *testing.T) {
	home := t.TempDir()
	require.Equal(t, "program-missing", whyNotInPath([]string{home}).ID)
	require.NoError(t, os.WriteFile(filepath.Join(home, "go"), nil, 0o755))
	wants(t, whyNotInPath([]string{"/nowhere", home}), "it is not in PATH, but in "+home, `export PATH="$PATH:`+home+`"`)
}

func TestGoIsWantedAsInGoMod(t *testing.T) {
	require.Regexp(t, `(?m)^go `+regexp.QuoteMeta(goWanted)+`$`, read(t, "../../go.mod"))
}

// Each cause is made somewhere, and has a text; no place in a text is left open.
func TestEveryCauseIsMade(t *testing.T) {
	made := map[string]bool{}
	paths, err := filepath.Glob("*.go")
	require.NoError(t, err)
	for _, path := range paths {
		for _, match := range regexp.MustCompile(`Cause\{(?:ID: )?"([^"]+)"`).FindAllStringSubmatch(read(t, path), -1) {
			made[match[1]] = true
		}
	}
	for id := range made {
		require.Contains(t, causes, id)
	}
	for id := range causes {
		require.True(t, made[id], "%s is not made", id)
	}
}

func TestWhatNobodyHasForeseenIsSaidAsItIs(t *testing.T) {
	wants(t, causeIn(errors.New("the moon")), "the moon", "")
	known := &Cause{ID: "v2-only"}
	require.Same(t, known, causeIn(fmt.Errorf("no hierarchy: %w", known)))
}
