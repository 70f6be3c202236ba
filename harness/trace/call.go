package trace

import (
	"bufio"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// Call is a system call that a thread made, or how a thread ended.
type Call struct {
	// Thread is the thread's id in strace's PID namespace.
	Thread int
	// Began and Ended are since the first line.
	Began, Ended time.Duration
	// Name is the call's: "mount"; or exited or killed.
	Name string
	// Args are as strace writes them: `"proc"`, `3</etc/passwd>`.
	Args []string
	// Result is what it returned: "0", "-1", `3</etc/passwd>`. It is empty, or
	// "?", for a call that never returned. Of exited it is the status, of killed the signal.
	Result string
	// Errno is why it failed: "ENOENT".
	Errno string
	// Translated is the result, a pid, in strace's PID namespace, if it is another.
	Translated int
}

// What is written in the place of a call when a thread ends.
const (
	exited = "+exited"
	killed = "+killed"
)

// Returned reports whether the call has come back.
func (c Call) Returned() bool { return c.Result != "" && c.Result != "?" }

// Failed reports whether it has come back with an error.
func (c Call) Failed() bool { return c.Errno != "" }

// Arg returns an argument, or "" if there are not so many.
func (c Call) Arg(i int) string {
	if i < len(c.Args) {
		return c.Args[i]
	}
	return ""
}

// pid is the result as a pid in strace's PID namespace.
func (c Call) pid() int {
	if c.Translated != 0 {
		return c.Translated
	}
	pid, _ := strconv.Atoi(c.Result)
	return pid
}

var (
	// 25543 1795575148.656371 mkdirat(...
	lineForm = regexp.MustCompile(`^(\d+) +(\d+)\.(\d{6}) (.*)$`)
	// +++ exited with 0 +++, +++ killed by SIGSEGV (core dumped) +++
	endForm = regexp.MustCompile(`^\+\+\+ (?:exited with (\d+)|killed by (\w+).*) \+\+\+$`)
	// <... clone resumed>, tls=0x7f) = 25276
	resumedForm = regexp.MustCompile(`^<\.\.\. \w+ resumed>(.*)$`)
	// execve("/bin/ls", ["ls"], 0x7f /* 40 vars */ <pid changed to 25555 ...>
	// read(3<pipe:[5]>,  <detached ...>, where strace was told to end
	cutForm = regexp.MustCompile(`^(.*?) ?<(?:unfinished|detached|pid changed to (\d+)) \.\.\.>$`)
)

// Parse reads what `strace -f -ttt -o` wrote. A call that others interrupted
// stands in two lines, and is one again. A last line that is cut short, as it
// is where strace was killed, is left out.
func Parse(lines io.Reader) ([]Call, error) {
	var calls []Call
	open := map[int]int{} // thread -> its call that has not returned, in calls
	torn := map[int]string{}
	var first time.Duration
	scanner := bufio.NewScanner(lines)
	scanner.Buffer(nil, 1<<20)
	for number := 1; scanner.Scan(); number++ {
		match := lineForm.FindStringSubmatch(scanner.Text())
		if match == nil {
			continue
		}
		thread, _ := strconv.Atoi(match[1])
		seconds, _ := strconv.Atoi(match[2])
		micros, _ := strconv.Atoi(match[3])
		at := time.Duration(seconds)*time.Second + time.Duration(micros)*time.Microsecond
		if first == 0 {
			first = at
		}
		at -= first
		text := match[4]
		if end := endForm.FindStringSubmatch(text); end != nil {
			call := Call{Thread: thread, Began: at, Ended: at, Name: exited, Result: end[1]}
			if end[2] != "" {
				call.Name, call.Result = killed, end[2]
			}
			calls = append(calls, call)
			continue
		}
		if strings.HasPrefix(text, "+++") || strings.HasPrefix(text, "---") {
			continue
		}
		if cut := cutForm.FindStringSubmatch(text); cut != nil {
			call := parseCall(cut[1])
			call.Thread, call.Began = thread, at
			if cut[2] != "" { // another thread than the first became the program
				call.Thread, _ = strconv.Atoi(cut[2])
			}
			open[call.Thread], torn[call.Thread] = len(calls), cut[1]
			calls = append(calls, call)
			continue
		}
		if resumed := resumedForm.FindStringSubmatch(text); resumed != nil {
			i, known := open[thread]
			if !known {
				return nil, fmt.Errorf("strace's line %d goes on with a call that has not begun: %s", number, text)
			}
			delete(open, thread)
			call := parseCall(torn[thread] + resumed[1])
			call.Thread, call.Began, call.Ended = thread, calls[i].Began, at
			calls[i] = call
			continue
		}
		call := parseCall(text)
		if !call.Returned() {
			continue
		}
		call.Thread, call.Began, call.Ended = thread, at, at
		calls = append(calls, call)
	}
	if err := scanner.Err(); err != nil {
		return nil, fmt.Errorf("read what strace wrote: %w", err)
	}
	return calls, nil
}
