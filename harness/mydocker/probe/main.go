// Command probe is what the kit runs in a container to ask what can only be
// seen from inside. It is told what to do by lines on stdin, a nonce and a
// word each with its argument, and answers each by a line "NONCE: ANSWER" on
// stdout, so that the answer is found among whatever a runtime prints there.
package main

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
	"unsafe"

	"golang.org/x/sys/unix"
)

// A process has the name of its first thread.
func init() { runtime.LockOSThread() }

func main() {
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		nonce, order, _ := strings.Cut(lines.Text(), " ")
		word, argument, _ := strings.Cut(order, " ")
		answer, err := obey(word, argument)
		if err != nil {
			answer = "error: " + err.Error()
		}
		fmt.Printf("\n%s: %s\n", nonce, answer)
	}
}

// obey does what the line says, and returns its answer.
func obey(word, argument string) (string, error) {
	switch word {
	case "hello":
		return "hello", nil
	case "name":
		// What /proc/PID/comm says from then on: PR_SET_NAME(2const). Nobody else
		// who is asked takes the same.
		word := fmt.Sprintf("kit-%08x", rand.Uint32())
		name, err := unix.BytePtrFromString(word)
		if err != nil {
			return "", err
		}
		return word, unix.Prctl(unix.PR_SET_NAME, uintptr(unsafe.Pointer(name)), 0, 0, 0)
	case "hostname":
		return os.Hostname()
	case "sethostname":
		return "done", unix.Sethostname([]byte(argument))
	case "queue":
		// A System V message queue with a key of the caller's: msgget(2).
		key, err := strconv.ParseUint(argument, 10, 31)
		if err != nil {
			return "", err
		}
		const ipcCreat = 0o1000
		_, _, errno := unix.Syscall(unix.SYS_MSGGET, uintptr(key), ipcCreat|0o600, 0)
		if errno != 0 {
			return "", errno
		}
		return "done", nil
	case "mount":
		return "done", unix.Mount("kit", argument, "tmpfs", 0, "")
	case "child":
		// A process below this one, that lives until its stdin ends.
		child := exec.Command("/proc/self/exe")
		if _, err := child.StdinPipe(); err != nil {
			return "", err
		}
		return "done", child.Start()
	case "burn":
		// A core's time, as much as the kernel gives.
		go func() {
			for n := uint64(1); n != 0; n++ {
			}
		}()
		return "done", nil
	case "allocate":
		// Megabytes of memory, each page of them used.
		count, err := strconv.Atoi(argument)
		if err != nil {
			return "", err
		}
		memory := make([]byte, count<<20)
		for i := 0; i < len(memory); i += os.Getpagesize() {
			memory[i] = 1
		}
		return strconv.Itoa(len(memory)), nil
	case "exit":
		status, err := strconv.Atoi(argument)
		if err == nil {
			os.Exit(status)
		}
		return "", err
	}
	return "", fmt.Errorf("unknown word %q", word)
}
