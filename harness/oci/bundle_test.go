package oci

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// written is what of a config.json is looked at here.
type written struct {
	Process struct {
		Args     []string
		Terminal bool
	}
	Root  struct{ Path string }
	Linux struct {
		CgroupsPath string
		Namespaces  []struct{ Type string }
		Resources   map[string]any
	}
}

func write(t *testing.T, container Container) (w written) {
	dir := t.TempDir()
	require.NoError(t, container.WriteBundle(dir))
	text, err := os.ReadFile(filepath.Join(dir, "config.json"))
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(text, &w))
	return w
}

func TestBundleHasTheNamespacesOfTheBook(t *testing.T) {
	w := write(t, Container{Args: []string{"ls", "-l"}, Root: "/root", Group: "/x"})
	require.Equal(t, []string{"ls", "-l"}, w.Process.Args)
	require.Equal(t, "/root", w.Root.Path)
	require.Equal(t, "/x", w.Linux.CgroupsPath)
	var kinds []string
	for _, namespace := range w.Linux.Namespaces {
		kinds = append(kinds, namespace.Type)
	}
	require.ElementsMatch(t, strings.Fields("pid mount uts ipc network"), kinds)
}

func TestBundleHasTheLimitsThatAreSet(t *testing.T) {
	w := write(t, Container{Limits: Limits{Memory: 100 << 20, Shares: 512, Cores: "0"}})
	require.Equal(t, map[string]any{"limit": 104857600.0, "swap": 104857600.0}, w.Linux.Resources["memory"])
	require.Equal(t, map[string]any{"shares": 512.0, "cpus": "0"}, w.Linux.Resources["cpu"])
	w = write(t, Container{Limits: Limits{Cores: "1"}})
	require.NotContains(t, w.Linux.Resources, "memory")
	require.Equal(t, map[string]any{"cpus": "1"}, w.Linux.Resources["cpu"])
	require.NotContains(t, write(t, Container{}).Linux.Resources, "cpu")
}
