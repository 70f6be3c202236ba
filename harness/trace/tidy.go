package trace

import (
	"strings"

	"mydocker/harness/terminal"
)

// tidy leaves out of events what only says the same again: a try that failed
// before another did not, the groups above one that is made or removed, and
// the pieces of what is sent or received.
func tidy(events []Event) []Event {
	var kept []Event
	for i, event := range events {
		if event.Errno != "" && laterWorks(event, events[i+1:]) {
			continue
		}
		last := len(kept) - 1
		for last >= 0 && kept[last].Lane != event.Lane {
			last--
		}
		if last >= 0 && kept[last].Kind == event.Kind && event.Errno == "" && kept[last].Errno == "" {
			before := &kept[last]
			switch {
			case event.Kind == Mkdir && below(event.Path, before.Path):
				before.Path = event.Path
				continue
			case event.Kind == Rmdir && below(before.Path, event.Path):
				continue
			case (event.Kind == Send || event.Kind == Receive) && !event.Hangs:
				before.Detail += event.Detail
				continue
			}
		}
		kept = append(kept, event)
	}
	return kept
}

// laterWorks reports whether what failed is done again, and works: a group is
// busy for a moment, and a program is looked for in several directories.
func laterWorks(failed Event, later []Event) bool {
	for _, event := range later {
		same := event.Kind == failed.Kind && event.Lane == failed.Lane && event.Subject == failed.Subject
		tries := failed.Errno == "EBUSY" && event.Path == failed.Path ||
			failed.Errno == "ENOENT" && (event.Kind == Exec || event.Kind == Command)
		if same && tries && event.Errno == "" {
			return true
		}
	}
	return false
}

func below(path, above string) bool { return strings.HasPrefix(path, above+"/") }

// quoteList writes arguments so that each is told from the next.
func quoteList(argv []string) string {
	quoted := make([]string, len(argv))
	for i, arg := range argv {
		quoted[i] = `"` + strings.ReplaceAll(terminal.Printable(arg), `"`, `\"`) + `"`
	}
	return "[" + strings.Join(quoted, " ") + "]"
}
