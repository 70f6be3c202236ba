package look

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestWithoutContainersNoneIsFound(t *testing.T) {
	found, err := newMachine(t).Find()
	require.NoError(t, err)
	require.Empty(t, found)
}

func TestContainersAreFoundByTheirFirstProcess(t *testing.T) {
	m := newMachine(t)
	m.container()
	m.process(300, 1, "other", []int{300, 1}, "600")
	m.process(301, 300, "nested: another's container", []int{301, 2, 1}, "700")
	found, err := m.Find()
	require.NoError(t, err)
	require.Equal(t, []int{201, 300}, found)
}

func TestGuardOfTheKitsCasesIsMeantByNobodyOutside(t *testing.T) {
	m := newMachine(t)
	m.container()
	m.process(300, 1, "guard", []int{300, 1}, "600")
	m.write(m.proc("300", "cgroup"), "2:memory:/mydocker-kit-4026531836-12-0123abcd\n")
	found, err := m.Find()
	require.NoError(t, err)
	require.Equal(t, []int{201}, found)
}

func TestRunItsInitAndWhatIsBelowNameTheContainer(t *testing.T) {
	m := newMachine(t)
	m.container()
	for _, pid := range []int{200, 201, 202} {
		found, err := m.FindBy(pid)
		require.NoError(t, err)
		require.Equal(t, []int{201}, found, "by %d", pid)
	}
	_, err := m.FindBy(999)
	require.EqualError(t, err, "there is no process 999")
}

func TestContainerInAnotherNamespaceIsFoundByItsRun(t *testing.T) {
	m := newMachine(t)
	m.process(300, 1, "guard", []int{300, 1}, "600")
	m.process(310, 100, "run", []int{310, 5}, "600")
	m.process(311, 310, "sh", []int{311, 6, 1}, "700")
	found, err := m.FindBy(310)
	require.NoError(t, err)
	require.Equal(t, []int{311}, found)
}

func TestProcessWithoutAContainerIsShownItself(t *testing.T) {
	m := newMachine(t)
	m.process(1, 0, "systemd", []int{1}, "100")
	m.process(200, 100, "forgetful", []int{200}, "100")
	found, err := m.FindBy(200)
	require.NoError(t, err)
	require.Equal(t, []int{200}, found)
}

func TestContainersOfARuntimeAreFoundByItsFile(t *testing.T) {
	m := newMachine(t)
	m.container()
	binary := filepath.Join(m.Root, "mydocker")
	m.write(binary, "")
	require.NoError(t, os.Remove(m.proc("200", "exe")))
	m.link(m.proc("200", "exe"), binary)
	m.process(300, 1, "other", []int{300, 1}, "600")
	alias := filepath.Join(m.Root, "alias")
	m.link(alias, binary)
	found, err := m.FindOf(alias)
	require.NoError(t, err)
	require.Equal(t, []int{201}, found)
	_, err = m.FindOf(filepath.Join(m.Root, "none"))
	require.Error(t, err)
}
