package host

import (
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// In mount namespaces of its own, as only a program that starts there sees.
func TestAHierarchyThatIsOutOfReachIsNoUse(t *testing.T) {
	if os.Getenv("HOST_TEST_HIERARCHY") != "" {
		if err := CgroupV1("memory").Missing(); err != nil {
			t.Log("missing:", err)
		}
		return
	}
	Needs(t, Root, CgroupV1("memory"), Program("unshare"))
	memory, err := FindHierarchy("memory")
	require.NoError(t, err)
	for script, says := range map[string]string{
		"true": "",
		"mount -t tmpfs none " + memory.Mountpoint:      "something else over it, at " + memory.Mountpoint,
		"mount -o remount,bind,ro " + memory.Mountpoint: "so that nothing can be written",
	} {
		run := exec.Command("unshare", "--mount", "sh", "-c", script+` && exec "$0" -test.run "^TestAHierarchyThatIs" -test.v`, os.Args[0])
		run.Env = append(os.Environ(), "HOST_TEST_HIERARCHY=yes")
		output, err := run.CombinedOutput()
		require.NoError(t, err, string(output))
		if says == "" {
			require.NotContains(t, string(output), "missing:")
			continue
		}
		require.Contains(t, strings.ReplaceAll(string(output), "\n", " "), says)
	}
}
