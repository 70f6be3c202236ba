package trace

import (
	"strconv"
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
