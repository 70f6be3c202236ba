package stepdiff

import "mydocker/harness/words"

// State is what a step does to a file, or to a part of one.
type State string

// The states. What is the same has none.
const (
	New     State = "new"
	Changed State = "changed"
	Gone    State = "gone"
)

var states = []State{New, Changed, Gone}

// in is the word for the state.
func (s State) in(say words.Words) string {
	switch s {
	case New:
		return say.Say("diff.state.new")
	case Changed:
		return say.Say("diff.state.changed")
	case Gone:
		return say.Say("diff.state.gone")
	}
	return string(s)
}
