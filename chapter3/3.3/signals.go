package main

import (
	"bufio"
	"fmt"
	"os"
	"os/signal"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// killGrace is how long a command that handles SIGTERM has to end by itself.
const killGrace = 2 * time.Second

// catchSignals keeps the signals that end a program from ending run and
// leaving its container behind. Call it before the container starts.
func catchSignals() <-chan os.Signal {
	signals := make(chan os.Signal, 4)
	signal.Notify(signals, syscall.SIGINT, syscall.SIGQUIT, syscall.SIGTERM, syscall.SIGHUP)
	return signals
}

// relaySignals ends the container when run is told to end.
//
// The command is PID 1 of its namespace, and the kernel drops a signal that
// PID 1 has no handler for, except SIGKILL from outside: pid_namespaces(7).
// So sleep would survive Ctrl-C here; relaySignals kills such a command. One
// that has a handler keeps the choice: Ctrl-C has reached it by way of the
// terminal, and SIGTERM and SIGHUP are passed on, with killGrace to end.
func relaySignals(signals <-chan os.Signal, command *os.Process) {
	for received := range signals {
		fromTerminal := received == syscall.SIGINT || received == syscall.SIGQUIT
		switch {
		case !handles(command.Pid, received.(syscall.Signal)):
			command.Kill()
		case !fromTerminal:
			command.Signal(received)
			time.AfterFunc(killGrace, func() { command.Kill() })
		}
	}
}

// handles reports whether process pid catches or ignores sig by its own will:
// the bit of that signal in the SigCgt or SigIgn mask of /proc/PID/status, see
// proc(5). Init has no will: what it catches is Go's, and execve(2) forgets it.
func handles(pid int, sig syscall.Signal) bool {
	if isInit(pid) {
		return false
	}
	status, err := os.Open(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return false
	}
	defer status.Close()
	lines := bufio.NewScanner(status)
	for lines.Scan() {
		// Such as: SigCgt:	0000000180014a07
		name, value, _ := strings.Cut(lines.Text(), ":")
		if name != "SigCgt" && name != "SigIgn" {
			continue
		}
		mask, err := strconv.ParseUint(strings.TrimSpace(value), 16, 64)
		if err == nil && mask&(1<<(sig-1)) != 0 {
			return true
		}
	}
	return false
}

// isInit reports whether process pid has not become the command yet, by its
// command line; in the midst of execve(2) it has none.
func isInit(pid int) bool {
	cmdline, err := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", pid))
	return err == nil && (len(cmdline) == 0 || strings.HasPrefix(string(cmdline), "/proc/self/exe\x00init"))
}
