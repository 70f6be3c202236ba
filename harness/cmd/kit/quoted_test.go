package main

import (
	"os/exec"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestAPathIsTypedSoThatAShellTakesIt(t *testing.T) {
	require.Equal(t, "work/mydocker-3.1", quoted("work/mydocker-3.1"))
	require.Equal(t, "/tmp/容器", quoted("/tmp/容器"))
	for _, path := range []string{"", "b lank", "it's", `q"uote`, "do$llar", "back\\slash", "~", "new\nline", "a;b"} {
		said, err := exec.Command("sh", "-c", "printf %s "+quoted(path)).Output()
		require.NoError(t, err)
		require.Equal(t, path, string(said))
	}
}
