package trace

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// lookAtOther adds calls that are worth seeing whenever they are made.
func (w *watcher) lookAtOther(p *process, call Call) {
	flags := namespaceFlags(strings.Join(call.Args, ","))
	switch call.Name {
	case "unshare":
		if flags != "" {
			w.add(Event{Kind: Unshare, Detail: flags}, call)
		}
	case "setns":
		w.add(Event{Kind: Setns, Detail: flags}, call)
	case "prctl":
		if call.Arg(0) == "PR_SET_PDEATHSIG" && p.inside {
			w.add(Event{Kind: DeathWish, Detail: call.Arg(1)}, call)
		}
	case "mount":
		w.add(mountEvent(call), call)
	case "mount_setattr":
		w.add(Event{Kind: Mount, Subject: unquote(call.Arg(1)), Detail: call.Arg(3)}, call)
	case "fsopen", "move_mount":
		w.add(Event{Kind: Mount, Subject: call.Name, Detail: strings.Join(call.Args, ", ")}, call)
	case "umount", "umount2":
		w.add(Event{Kind: Umount, Subject: unquote(call.Arg(0)), Detail: call.Arg(1)}, call)
	case "pivot_root", "chroot":
		w.add(Event{Kind: Root, Subject: call.Name, Detail: unquote(call.Arg(0))}, call)
	case "sethostname":
		w.add(Event{Kind: Hostname, Detail: unquote(call.Arg(0))}, call)
	case "close_range":
		w.add(Event{Kind: CloseRange, Detail: call.Arg(0) + "… " + call.Arg(2)}, call)
	case "kill", "pidfd_send_signal":
		// Signal 0 asks whether somebody is there.
		if signal := call.Arg(1); !p.inside && strings.HasPrefix(signal, "SIG") {
			w.add(Event{Kind: Kill, Detail: signal}, call)
		}
	}
}

// changesMount tells a call that changes how what is mounted somewhere behaves
// from one that mounts: it has no type of a file system.
var changesMount = regexp.MustCompile(`MS_(PRIVATE|SLAVE|SHARED|UNBINDABLE|REMOUNT|BIND|MOVE)`)

func mountEvent(call Call) Event {
	event := Event{Kind: Mount, Subject: unquote(call.Arg(1)), Detail: sorted(call.Arg(3))}
	if !changesMount.MatchString(event.Detail) {
		event.Subject += " " + unquote(call.Arg(2))
	}
	return event
}

// sorted brings flags into one order.
func sorted(flags string) string {
	names := strings.Split(flags, "|")
	slices.Sort(names)
	return strings.Join(names, "|")
}

var namespaceFlag = regexp.MustCompile(`CLONE_(NEW[A-Z]+)`)

// namespaceFlags returns the namespaces that flags ask for, in one order:
// "NEWIPC NEWNET NEWNS NEWPID NEWUTS".
func namespaceFlags(flags string) string {
	var names []string
	for _, match := range namespaceFlag.FindAllStringSubmatch(flags, -1) {
		names = append(names, match[1])
	}
	slices.Sort(names)
	return strings.Join(names, " ")
}

var (
	// {si_signo=SIGCHLD, si_code=CLD_EXITED, si_pid=25555, si_uid=0, si_status=0, ...}
	siginfo = regexp.MustCompile(`si_code=(\w+), si_pid=(\d+), .*?si_status=(\w+)`)
	// [{WIFEXITED(s) && WEXITSTATUS(s) == 2}], [{WIFSIGNALED(s) && WTERMSIG(s) == SIGKILL}]
	waitStatus = regexp.MustCompile(`(?:WEXITSTATUS|WTERMSIG)\(s\) == (\w+)`)
)

// waitedFor returns of a call of wait4 or waitid whose end it has told, and
// the status or signal: 0 if it told nothing.
func waitedFor(call Call) (status string, pid int) {
	if call.Failed() || !call.Returned() {
		return "", 0
	}
	text := strings.Join(call.Args, ", ")
	if call.Name == "waitid" {
		if match := siginfo.FindStringSubmatch(text); match != nil {
			pid, _ = strconv.Atoi(match[2])
			return match[3], pid
		}
		return "", 0
	}
	if match := waitStatus.FindStringSubmatch(text); match != nil {
		return match[1], call.pid()
	}
	return "", 0
}
