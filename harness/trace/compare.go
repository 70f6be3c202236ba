package trace

import (
	"slices"
	"strings"

	"github.com/pmezard/go-difflib/difflib"
)

// Verdict is how a runtime's event compares with the reference's.
type Verdict string

// The verdicts on a row.
const (
	Same    Verdict = "same"
	Differs Verdict = "differs" // it is there, and says something else
	Missing Verdict = "missing"
	More    Verdict = "more"  // the reference has none
	Moved   Verdict = "moved" // both have it, in another order
)

// Row is an event of the reference beside that of another runtime. Either may
// be nil.
type Row struct {
	Reference, Theirs *Event
	Verdict           Verdict
}

// Lane is whose the events are.
func (r Row) Lane() Lane {
	if r.Reference != nil {
		return r.Reference.Lane
	}
	return r.Theirs.Lane
}

// Compare puts two lives side by side. Each lane is compared by itself: which
// of two processes is faster is chance. The rows are in the reference's order.
func Compare(reference, theirs Life) []Row {
	run := compareLane(reference.Of(Run), theirs.Of(Run))
	init := compareLane(reference.Of(Init), theirs.Of(Init))
	rows := make([]Row, 0, len(run)+len(init))
	for len(run) > 0 && len(init) > 0 {
		// What only they have stays behind what is before it in its lane.
		first := &run
		if run[0].Reference != nil && (init[0].Reference == nil || init[0].Reference.At < run[0].Reference.At) {
			first = &init
		}
		rows = append(rows, (*first)[0])
		*first = (*first)[1:]
	}
	return append(append(rows, run...), init...)
}

func compareLane(reference, theirs []Event) []Row {
	var rows []Row
	for _, run := range difflib.NewMatcher(keys(reference), keys(theirs)).GetOpCodes() {
		if run.Tag == 'e' { // equal
			for i := range run.I2 - run.I1 {
				rows = append(rows, pair(&reference[run.I1+i], &theirs[run.J1+i]))
			}
			continue
		}
		for j := run.J1; j < run.J2; j++ {
			rows = append(rows, Row{Theirs: &theirs[j], Verdict: More})
		}
		for i := run.I1; i < run.I2; i++ {
			rows = append(rows, Row{Reference: &reference[i], Verdict: Missing})
		}
	}
	findMoved(rows)
	return rows
}

// findMoved notes what is missing in one place and there in another.
func findMoved(rows []Row) {
	for i := range rows {
		if rows[i].Verdict != Missing {
			continue
		}
		there := slices.IndexFunc(rows, func(r Row) bool { return r.Verdict == More && r.Theirs.key() == rows[i].Reference.key() })
		if there >= 0 {
			rows[i].Verdict, rows[there].Verdict = Moved, Moved
		}
	}
}

func keys(events []Event) []string {
	keys := make([]string, len(events))
	for i, event := range events {
		keys[i] = event.key()
	}
	return keys
}

// key tells whether two events are of the same thing.
func (e Event) key() string { return string(e.Kind) + " " + e.Subject }

func pair(reference, theirs *Event) Row {
	row := Row{reference, theirs, Same}
	if reference.compared() != theirs.compared() || reference.Errno != theirs.Errno || reference.Hangs != theirs.Hangs {
		row.Verdict = Differs
	}
	return row
}

// compared is what of an event has to be the same in another runtime. How a
// group is called, and how the command is sent, is each runtime's own affair.
func (e Event) compared() string {
	switch e.Kind {
	case Command:
		return quoteList(e.Args[min(1, len(e.Args)):])
	case Start, Exec, Send, Receive, Kill, Setns:
		return ""
	}
	return e.Detail
}

// difference says in what two details are not the same, by the words of which
// they consist: "-NEWNET".
func difference(reference, theirs string) string {
	split := func(text string) []string {
		return strings.FieldsFunc(text, func(char rune) bool { return char == ' ' || char == '|' })
	}
	var words []string
	for _, word := range split(reference) {
		if !slices.Contains(split(theirs), word) {
			words = append(words, "-"+word)
		}
	}
	for _, word := range split(theirs) {
		if !slices.Contains(split(reference), word) {
			words = append(words, "+"+word)
		}
	}
	return strings.Join(words, " ")
}
