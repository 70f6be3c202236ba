package look

import (
	"fmt"
	"strconv"
	"strings"

	"mydocker/harness/terminal"
	"mydocker/harness/words"
)

// title is what the picture is of.
func (c *Container) title(say words.Words) string {
	return say.Say("look.title", words.Values{"PID": c.Init})
}

// isolates says what a kind of namespace keeps apart.
func isolates(kind string, say words.Words) string {
	return map[string]string{
		"pid": say.Say("look.pid-is"),
		"mnt": say.Say("look.mnt-is"),
		"uts": say.Say("look.uts-is"),
		"ipc": say.Say("look.ipc-is"),
		"net": say.Say("look.net-is"),
	}[kind]
}

func (s Shows) said(say words.Words) string {
	return map[Shows]string{
		ShowsOwn:     say.Say("look.proc-own"),
		ShowsHosts:   say.Say("look.proc-host"),
		ShowsNothing: say.Say("look.proc-nothing"),
		ShowsUnknown: say.Say("look.proc-unknown"),
	}[s]
}

// propagates says with which mounts one goes together.
func (m Mount) propagates(say words.Words) string {
	if m.Propagation == "" {
		return say.Say("look.propagation-none")
	}
	return m.Propagation
}

func (g Group) said(say words.Words) string {
	switch {
	case len(g.Levels) == 0:
		return say.Say("look.group-hidden")
	case g.Own:
		return say.Say("look.group-own")
	}
	return say.Say("look.group-same")
}

// said is the setting's value, with its unit where it has one. What is not
// limited has the largest number of pages there can be, in bytes.
func (s Setting) said(say words.Words) string {
	bytes, err := strconv.ParseUint(s.Value, 10, 64)
	switch {
	case s.File == "memory.limit_in_bytes" && err == nil && bytes >= 1<<62:
		return say.Say("look.unlimited")
	case s.File == "memory.limit_in_bytes" || s.File == "memory.usage_in_bytes":
		return fmt.Sprintf("%s (%.1f MiB)", s.Value, float64(bytes)/(1<<20))
	}
	return terminal.Printable(s.Value)
}

// used returns how full a group is, of 1, and whether it has a limit.
func (l Level) used() (part float64, limited bool) {
	values := map[string]float64{}
	for _, setting := range l.Settings {
		value, err := strconv.ParseFloat(setting.Value, 64)
		if err == nil && value > 0 && value < 1<<62 {
			values[setting.File] = value
		}
	}
	for limit, use := range map[string]string{"memory.limit_in_bytes": "memory.usage_in_bytes", "pids.max": "pids.current"} {
		if values[limit] > 0 {
			return min(1, values[use]/values[limit]), true
		}
	}
	return 0, false
}

// branch is the group's name in a tree.
func (l Level) branch(depth int) string {
	name := terminal.Printable(l.Name)
	if depth == 0 {
		return name
	}
	return strings.Repeat("   ", depth-1) + "└─ " + name
}

// settings are those of the group that the container is in.
func (g Group) settings() []Setting {
	if len(g.Levels) == 0 {
		return nil
	}
	return g.Levels[len(g.Levels)-1].Settings
}
