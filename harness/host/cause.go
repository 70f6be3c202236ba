package host

import (
	"errors"
	"fmt"
	"maps"
	"strings"
)

// Cause is why a machine does not meet a requirement.
type Cause struct {
	// ID is one of Causes: "v2-only".
	ID string
	// Values are for the places in the text: {{.User}} takes Values["User"].
	Values map[string]any
	// Command is the one that mends it, to be copied; "" if none does. Paths
	// in it are from the kit's folder.
	Command string
}

// Error is the cause in English.
func (c *Cause) Error() string {
	text := causes[c.ID]
	for name, value := range c.Values {
		text = strings.ReplaceAll(text, "{{."+name+"}}", fmt.Sprint(value))
	}
	return text
}

// Causes returns the English of each cause there is, by its ID, with places
// such as {{.User}} for what differs from machine to machine.
func Causes() map[string]string { return maps.Clone(causes) }

var causes = map[string]string{
	"not-root": "this is user {{.User}}",

	"proc-damaged":    "it does not show this process: a runtime that was run before has mounted its own over it",
	"proc-of-another": "it is that of a PID namespace above: this process is {{.Own}}, and {{.Seen}} in there",

	"temporary-none":   "it is not there",
	"temporary-noexec": "it is mounted at {{.Mountpoint}} so that no program can be started from there",
	"temporary-full":   "it is full: {{.Free}} MiB are free, and {{.Wanted}} are needed",

	"kernel-without":   "this kernel, {{.Release}}, was built without {{.Option}}",
	"switched-off":     "it is switched off on the kernel's command line: {{.Option}}",
	"not-mounted":      "it has a v1 hierarchy, which is not mounted here",
	"covered":          "it is mounted at {{.Mountpoint}}, and something else over it, at {{.Over}}",
	"read-only":        "it is mounted at {{.Mountpoint}} so that nothing can be written",
	"no-hierarchy":     "nobody has mounted a v1 hierarchy of it",
	"v2-only":          "it is not in v1: this machine was booted with cgroup v2 only",
	"v2-has-it":        "it is not in v1: cgroup v2 has it, at {{.Mountpoint}}",
	"systemd-without":  "it is not in v1: systemd {{.Version}} boots with cgroup v2 only, as all from 258 on",
	"another-form":     "/proc/cgroups has a line of another form: {{.Line}}",
	"memory-missing":   "it comes with the cgroup v1 controller memory, which is missing",
	"swap-not-asked":   "this kernel, {{.Release}}, wants to be told swapaccount=1",
	"few-cores":        "there are too few: {{.There}}",
	"cores-held-back":  "there are {{.There}}, and this process may run on {{.Allowed}} of them",
	"no-interface":     "the kernel makes none: {{.Error}}",
	"ptrace-admin":     "kernel.yama.ptrace_scope is {{.Scope}}",
	"ptrace-nobody":    "kernel.yama.ptrace_scope is 3: nobody may, until the machine is restarted",
	"ptrace-seccomp":   "a seccomp filter forbids it, as in a container: {{.Error}}",
	"program-missing":  "it is not in PATH",
	"go-outside":       "it is not in PATH, but in {{.Dir}}",
	"go-old":           "it is {{.Version}}",
	"go-does-not-work": "it does not start: {{.Error}}",

	"unforeseen": "{{.Error}}",
}

// causeIn returns the cause that err wraps; or err, as one that nobody has
// foreseen.
func causeIn(err error) *Cause {
	var cause *Cause
	if errors.As(err, &cause) {
		return cause
	}
	return &Cause{ID: "unforeseen", Values: map[string]any{"Error": err}}
}
