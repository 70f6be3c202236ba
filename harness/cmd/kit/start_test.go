package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/urfave/cli"

	"mydocker/harness/starter"
	"mydocker/harness/words"
)

// kit calls a command as a person does.
func kit(command cli.Command, args ...string) error {
	app := cli.NewApp()
	app.Commands = []cli.Command{command}
	return app.Run(append([]string{"kit", command.Name}, args...))
}

func TestStartMakesAFolderWhereThePersonStands(t *testing.T) {
	here := t.TempDir()
	t.Setenv("KIT_CALLED_IN", here)
	require.NoError(t, kit(startCommand(words.Words{}), "3.1", "mine"))
	require.FileExists(t, filepath.Join(here, "mine", "main.go"))
	require.ErrorContains(t, kit(startCommand(words.Words{}), "3.1", "mine"), "not empty")
}

func TestStartSpeaksThePersonsLanguage(t *testing.T) {
	t.Setenv("KIT_CALLED_IN", t.TempDir())
	chinese, err := words.In("zh")
	require.NoError(t, err)
	require.ErrorContains(t, kit(startCommand(chinese), "3.1"), "要给一个步骤和一个目录")
	require.ErrorContains(t, kit(startCommand(chinese), "3.9", "mine"), "没有“3.9”这一步")
	require.ErrorContains(t, kit(startCommand(chinese), "--from", "mine", "3.1", "new"), "没有上一步可取")
	require.Equal(t, "mine：3.1，要写 1 个函数；README.zh-CN.md 里按顺序列出", toDo(chinese, "mine", "3.1", make([]starter.Task, 1)))
}

func TestStartTakesFlagsBeforeAndBehind(t *testing.T) {
	t.Setenv("KIT_CALLED_IN", t.TempDir())
	require.ErrorContains(t, kit(startCommand(words.Words{}), "3.2", "mine", "--from", "nowhere"), "take from ")
	require.ErrorContains(t, kit(startCommand(words.Words{}), "--from", "nowhere", "3.2", "mine"), "take from ")
}

func TestStartWantsAStepAndADirectory(t *testing.T) {
	for _, args := range [][]string{nil, {"3.1"}, {"3.1", "a", "b"}} {
		require.ErrorContains(t, kit(startCommand(words.Words{}), args...), "kit start 3.2 DIR")
	}
}

func TestPathsAreFromWhereThePersonStands(t *testing.T) {
	t.Setenv("KIT_CALLED_IN", "/home/student")
	require.Equal(t, "/home/student/mine", fromCaller("mine"))
	require.Equal(t, "/home/mine", fromCaller("../mine"))
	require.Equal(t, "/mine", fromCaller("/mine/"))
	require.Empty(t, fromCaller(""), "nothing was named")
	t.Setenv("KIT_CALLED_IN", "")
	here, err := os.Getwd()
	require.NoError(t, err)
	require.Equal(t, filepath.Join(here, "mine"), fromCaller("mine"))
}

// What a person names is no text of make's or of the shell's.
func TestMakeStartTakesAnyNameOfAFolder(t *testing.T) {
	here := t.TempDir()
	first := filepath.Join(here, `it's "my" $HOME $(shell touch pwned) $(touch pwned) ; touch pwned`)
	for _, args := range [][]string{{"start-3.1", "DIR=" + first}, {"start-3.2", "FROM=" + first, "DIR=" + first + "2"}} {
		start := exec.Command("make", append([]string{"-C", "../../.."}, args...)...)
		output, err := start.CombinedOutput()
		require.NoError(t, err, string(output))
	}
	require.FileExists(t, filepath.Join(first, "main.go"))
	require.FileExists(t, filepath.Join(first+"2", "cgroups", "cgroup_manager.go"))
	require.NoFileExists(t, "../../../pwned")
}
