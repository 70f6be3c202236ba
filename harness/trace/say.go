package trace

import (
	"path/filepath"
	"slices"
	"strings"

	"mydocker/harness/terminal"
	"mydocker/harness/words"
)

// meaning says what happens, in the person's language.
func (e Event) meaning(say words.Words) string {
	switch {
	case e.Kind == Clone && e.Subject == helper:
		return say.Say("trace.clone-helper")
	case e.Kind == Clone && e.Detail == "":
		return say.Say("trace.clone-plain")
	case e.Kind == Exec && e.Subject == itself:
		return say.Say("trace.exec-init")
	case e.Kind == Mount && strings.Contains(e.Detail, "MS_PRIVATE") || e.Kind == Mount && strings.Contains(e.Detail, "MS_SLAVE"):
		return say.Say("trace.mount-private")
	case e.Kind == Mount && e.Subject == "/proc proc":
		return say.Say("trace.mount-proc")
	case e.Kind == Exit && strings.HasPrefix(e.Detail, "SIG"):
		return say.Say("trace.exit-killed")
	}
	return map[Kind]string{
		Start: say.Say("trace.start"), Mkdir: say.Say("trace.mkdir"), Limit: say.Say("trace.limit"), Pipe: say.Say("trace.pipe"),
		Clone: say.Say("trace.clone"), Unshare: say.Say("trace.unshare"), Setns: say.Say("trace.setns"),
		DeathWish: say.Say("trace.deathsig"), Exec: say.Say("trace.exec"), Join: say.Say("trace.join"),
		Enter: say.Say("trace.enter"), Leave: say.Say("trace.leave"),
		Send: say.Say("trace.send"), Receive: say.Say("trace.receive"), Mount: say.Say("trace.mount"),
		Umount: say.Say("trace.umount"), Root: say.Say("trace.root"), Hostname: say.Say("trace.hostname"),
		CloseRange: say.Say("trace.closerange"), Command: say.Say("trace.command"), Kill: say.Say("trace.kill"),
		Exit: say.Say("trace.exit"), Wait: say.Say("trace.wait"), Rmdir: say.Say("trace.rmdir"),
	}[e.Kind]
}

// call is what was said to the kernel, shortened: the same in all languages.
func (e Event) call() string {
	var parts []string
	switch e.Kind {
	case Start:
		parts = append([]string{filepath.Base(e.Args[0])}, e.Args[1:]...)
	case Mkdir, Rmdir:
		parts = []string{string(e.Kind), e.Subject + "/" + Group(e.Path)}
	case Limit, Join, Enter, Leave:
		parts = []string{hierarchyOf(e.Path) + "/" + Group(e.Path), "←", e.Detail}
	case Exec:
		parts = append([]string{"execve", e.Path}, e.Args[min(1, len(e.Args)):]...)
	case Command:
		parts = []string{"execve", e.Path, quoteList(e.Args)}
	case Send:
		parts = []string{"write", e.Detail}
	case Receive:
		parts = []string{"read", e.Detail}
	case Pipe:
		parts = []string{"pipe"}
	case DeathWish:
		parts = []string{"prctl PR_SET_PDEATHSIG", e.Detail}
	case CloseRange:
		parts = []string{"close_range", e.Detail}
	case Root, Exit, Wait:
		parts = []string{map[Kind]string{Root: e.Subject, Exit: "exit", Wait: "wait"}[e.Kind], e.Detail}
	case Clone:
		parts = []string{"clone", e.Detail}
	default:
		parts = []string{string(e.Kind), e.Subject, e.Detail}
	}
	parts = slices.DeleteFunc(parts, func(part string) bool { return part == "" })
	text := terminal.Printable(strings.Join(parts, " "))
	if e.Errno != "" {
		text += " → " + e.Errno
	}
	return text
}

// said is the call, and that it never came back, if so.
func (e Event) said(say words.Words) string {
	if e.Hangs {
		return e.call() + " → " + say.Say("trace.never")
	}
	return e.call()
}

// wrong reports whether the event is one that no right runtime has.
func (e Event) wrong() bool { return e.Errno != "" || e.Hangs }
