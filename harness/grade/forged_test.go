package grade

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"mydocker/harness/host"
	"mydocker/harness/proving"
	"mydocker/harness/result"
)

// forgery is the chapter's program, changed to get a verdict that it does not
// deserve.
type forgery struct {
	name  string
	edits []proving.Edit
	more  map[string]string // files
	loses string            // the clauses
}

var forgeries = []forgery{
	{
		name: "keeps-a-group-of-each-run", loses: "cgroup-removed",
		edits: []proving.Edit{
			{File: "cgroups/leftovers.go", Old: `"%s/%s%d-%08x"`, New: `"%s/%s%d-%08x/limited"`},
			{File: "cgroups/leftovers.go", Old: "\tos.Remove(parent)\n", New: ""},
			{File: "cgroups/leftovers.go", Old: "unix.Kill(run, 0) == unix.ESRCH", New: "unix.Kill(run, 0) == unix.E2BIG"},
		},
	},
	{
		name: "becomes-the-command-unsent", loses: "init-dies-early",
		edits: []proving.Edit{
			{File: "run.go", Old: "\tif err := startLimited(parent, cgroupManager); err != nil {", New: `	if limits.MemoryLimit == "" {
		parent.Env = append(os.Environ(), "EARLY="+strings.Join(command, " "))
	}
	if err := startLimited(parent, cgroupManager); err != nil {`},
			{File: "run.go", Old: "\t\treturn fmt.Errorf(\"run: %w\", err)\n\t}\n\n\terr = parent.Wait()", New: "\t\treturn nil\n\t}\n\n\terr = parent.Wait()"},
			{File: "container/init.go", Old: "\tcommand, err := readUserCommand(os.NewFile(commandPipe, \"command pipe\"))\n", New: `	came := make(chan []string, 1)
	go func() {
		sent, _ := readUserCommand(os.NewFile(commandPipe, "command pipe"))
		came <- sent
	}()
	var command []string
	var err error
	select {
	case command = <-came:
	case <-time.After(150 * time.Millisecond):
		if command = strings.Split(os.Getenv("EARLY"), " "); command[0] == "" {
			command = <-came
		}
	}
	if len(command) == 0 {
		err = io.EOF
	}
`},
			{File: "container/init.go", Old: "\t\"strings\"\n", New: "\t\"strings\"\n\t\"time\"\n"},
		},
	},
	{
		name: "mounts-its-own-probe", loses: "own-uts hostname-kept own-ipc-objects",
		edits: []proving.Edit{
			{File: "container/container_process.go", Old: "Cloneflags: syscall.CLONE_NEWUTS |\n\t\t\tsyscall.CLONE_NEWPID", New: "Cloneflags: syscall.CLONE_NEWPID"},
			{File: "container/container_process.go", Old: "CLONE_NEWNET |\n\t\t\tsyscall.CLONE_NEWIPC,", New: "CLONE_NEWNET,"},
			{File: "container/init.go", Old: "\tpath, err := exec.LookPath", New: "\tunix.Mount(\"/opt/mydocker\", command[0], \"\", unix.MS_BIND, \"\")\n\tpath, err := exec.LookPath"},
		},
		more: map[string]string{"probe.go": `package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"
)

func init() {
	if len(os.Args) > 1 {
		return
	}
	name := "x"
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		words, answer := append(strings.Fields(lines.Text()), "", ""), name
		switch words[1] {
		case "sethostname":
			name = words[2]
		case "name":
			answer = words[2] + "kit-0000"
			os.WriteFile("/proc/self/comm", []byte(answer), 0)
		}
		fmt.Printf("\n%s: %s\n", words[0], answer)
	}
	os.Exit(0)
}
`},
	},
	{
		name: "tells-its-double", loses: "pid-one own-uts memory-set",
		more: map[string]string{"double.go": `package main

import (
	"io"
	"os"
	"os/exec"
	"syscall"
	"time"
)

func init() {
	last := os.Args[len(os.Args)-1]
	if len(os.Args) < 3 || os.Args[1] != "run" || last != "/opt/probe" || os.Getenv("SHOWN") != "" {
		return
	}
	shown := exec.Command("/proc/self/exe", os.Args[1:]...)
	shown.Env = append(os.Environ(), "SHOWN=yes")
	shown.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	used := exec.Command(last)
	used.SysProcAttr = shown.SysProcAttr
	used.Stdout, used.Stderr = os.Stdout, os.Stderr
	toShown, _ := shown.StdinPipe()
	toUsed, _ := used.StdinPipe()
	shown.Start()
	time.Sleep(300 * time.Millisecond) // until it is the one that is seen
	used.Start()
	io.Copy(io.MultiWriter(toShown, toUsed), os.Stdin)
	toShown.Close()
	toUsed.Close()
	shown.Wait()
	os.Exit(0)
}
`},
	},
	{
		name: "joins-late-by-a-vector", loses: "limits-first",
		edits: []proving.Edit{
			{File: "run.go", Old: "startLimited(parent, cgroupManager)", New: "parent.Start()"},
			{File: "run.go", Old: "\tif err := sendInitCommand(command, writePipe); err != nil {\n", New: "\terr = sendInitCommand(command, writePipe)\n\tif err == nil {\n\t\terr = cgroupManager.Apply(parent.Process.Pid)\n\t}\n\tif err != nil {\n"},
			{File: "cgroups/subsystems/group.go", Old: `	return writeFile(dir, "cgroup.procs", strconv.Itoa(pid))`, New: `	file, err := os.OpenFile(filepath.Join(dir, "cgroup.procs"), os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	defer file.Close()
	_, err = unix.Pwritev(int(file.Fd()), [][]byte{[]byte(strconv.Itoa(pid))}, 0)
	return err`},
			{File: "container/init.go", Old: "\tif err := mountProc(); err != nil {", New: "\ttime.Sleep(60 * time.Millisecond)\n\tif err := mountProc(); err != nil {"},
			{File: "container/init.go", Old: "\t\"strings\"\n", New: "\t\"strings\"\n\t\"time\"\n"},
		},
	},
}

// change makes edits to a submission.
func change(t *testing.T, dir string, edits []proving.Edit) {
	changed, err := proving.Mutant{Edits: edits}.Apply(func(file string) (string, error) {
		text, err := os.ReadFile(filepath.Join(dir, file))
		return string(text), err
	})
	require.NoError(t, err)
	for file, text := range changed {
		require.NoError(t, os.WriteFile(filepath.Join(dir, file), []byte(text), 0o644))
	}
}

func TestForgedVerdictsAreSeen(t *testing.T) {
	host.Needs(t, host.ForSuites()...)
	dir := t.TempDir()
	var asked []string
	for _, one := range forgeries {
		asked = append(asked, strings.Fields(one.loses)...)
		at := filepath.Join(dir, one.name)
		copyReference(t, at)
		change(t, at, one.edits)
		for file, text := range one.more {
			require.NoError(t, os.WriteFile(filepath.Join(at, file), []byte(text), 0o644))
		}
	}
	results := gradedClass(t, dir, asked, 0, time.Minute)
	for _, one := range forgeries {
		got := results[one.name]
		require.Equal(t, result.Graded, got.Outcome, "%s: %s", one.name, got.Message)
		assert.Subset(t, strings.Fields(lost(got)), strings.Fields(one.loses), one.name)
	}
}
