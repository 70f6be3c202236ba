package bench

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"mydocker/harness/host"
)

// long is how long a command sleeps that is looked at and then killed, in
// seconds: for ever.
const long = 1_000_000_000

// sleepCommand is a command that no other process has.
func sleepCommand() []string {
	return []string{"/bin/sleep", strconv.Itoa(long + rand.IntN(long))}
}

// patience is how long something may take to begin or to end.
func patience() time.Duration { return host.Patience(20 * time.Second) }

// settling is how long a container may take to be as it stays.
func settling() time.Duration { return host.Patience(2 * time.Second) }

// await waits until a condition holds, but not for ever.
func await(wait time.Duration, holds func() bool) bool {
	for deadline := time.Now().Add(wait); !holds(); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			return false
		}
	}
	return true
}

// watched starts a container whose command is sleep, has it seen, ends it and
// waits until its runtime has ended too.
func (r *Room) watched(argv, sleep []string, see func(runtime, command int) error) error {
	one, err := r.run(argv)
	if err != nil {
		return err
	}
	defer func() {
		one.program.Process.Kill()
		<-one.ended
	}()
	pid := 0
	over := func() bool {
		select {
		case <-one.ended:
			return true
		default:
			return false
		}
	}
	await(patience(), func() bool {
		pid = processCalled(sleep)
		return pid != 0 || over()
	})
	if pid == 0 {
		one.program.Process.Kill()
		<-one.ended
		return fmt.Errorf("its command has not begun: %s", lastLine(one.stderr.String()))
	}
	err = see(one.program.Process.Pid, pid)
	syscall.Kill(pid, syscall.SIGKILL)
	if !await(patience(), over) && err == nil {
		err = fmt.Errorf("it has not ended with its command")
	}
	return err
}

// processCalled is the process with just this command line; 0 if there is none.
func processCalled(argv []string) int {
	wanted := strings.Join(argv, "\x00") + "\x00"
	files, _ := filepath.Glob("/proc/[0-9]*/cmdline")
	for _, file := range files {
		if text, err := os.ReadFile(file); err == nil && string(text) == wanted {
			pid, _ := strconv.Atoi(filepath.Base(filepath.Dir(file)))
			return pid
		}
	}
	return 0
}

func lastLine(text string) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	return lines[len(lines)-1]
}
