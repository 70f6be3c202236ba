// A right runtime with another order of work: the container is started first,
// then its groups are made, then each of its threads is moved by its id, and
// only then is it told its command. A bad limit ends it before that.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"strconv"
	"strings"
	"syscall"

	"golang.org/x/sys/unix"

	"mydocker/harness/proving/testdata/wheats/kernel"
)

func init() { runtime.LockOSThread() }

func main() { kernel.Main(run, "child", inside) }

func run(args []string) int {
	call, err := kernel.Read(args)
	if err != nil {
		return kernel.Fail(err)
	}
	ending := kernel.Catch(syscall.SIGTERM, syscall.SIGHUP)
	read, write, err := os.Pipe()
	if err != nil {
		return kernel.Fail(err)
	}
	cmd := kernel.Init("child", call.Tty, read)
	if err := cmd.Start(); err != nil {
		return kernel.Fail(err)
	}
	read.Close()
	go kernel.EndBy(ending, cmd.Process)
	groups, err := kernel.MakeGroups(call, fmt.Sprintf("late/%d", cmd.Process.Pid))
	defer kernel.Remove(groups)
	for _, group := range groups {
		if err == nil {
			err = moveThreads(cmd.Process.Pid, group)
		}
	}
	if err == nil {
		err = send(write, call.Command)
	}
	write.Close()
	return kernel.End(cmd, err)
}

// moveThreads moves all threads of a process, until none is left elsewhere:
// one may have been made meanwhile.
func moveThreads(pid int, group string) error {
	moved := map[string]bool{}
	for again := true; again; {
		again = false
		threads, err := os.ReadDir(fmt.Sprintf("/proc/%d/task", pid))
		if err != nil {
			return err
		}
		for _, thread := range threads {
			if !moved[thread.Name()] {
				err := kernel.Write(group, "tasks", thread.Name())
				if err != nil && !errors.Is(err, unix.ESRCH) {
					return err
				}
				moved[thread.Name()], again = true, true
			}
		}
	}
	return nil
}

// send writes each word behind its length.
func send(pipe io.Writer, words []string) error {
	var text strings.Builder
	for _, word := range words {
		fmt.Fprintf(&text, "%d:%s", len(word), word)
	}
	_, err := io.WriteString(pipe, text.String()+".")
	return err
}

func receive(text string) (words []string, err error) {
	for text != "." {
		length, rest, found := strings.Cut(text, ":")
		n, err := strconv.Atoi(length)
		if !found || err != nil || n > len(rest) {
			return nil, errors.New("run has gone away")
		}
		words, text = append(words, rest[:n]), rest[n:]
	}
	return words, nil
}

func inside() error {
	pipe := os.NewFile(3, "pipe")
	text, err := io.ReadAll(pipe)
	pipe.Close()
	if err != nil {
		return err
	}
	words, err := receive(string(text))
	if err != nil {
		return err
	}
	if err := kernel.MountProc(unix.MS_PRIVATE); err != nil {
		return err
	}
	return kernel.Become(words)
}
