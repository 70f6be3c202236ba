package stepdiff

import (
	"fmt"
	"strings"

	"github.com/pmezard/go-difflib/difflib"
)

// File is a file that differs between two steps.
type File struct {
	Name    string // in the step's directory: "container/init.go"
	State   State
	changes []change
}

// change is a part that differs. The one that is not there is the zero part.
type change struct{ before, after part }

func (c change) state() State {
	switch {
	case c.before.text == "":
		return New
	case c.after.text == "":
		return Gone
	}
	return Changed
}

// part is the newer one that is there.
func (c change) part() part {
	if c.after.text == "" {
		return c.before
	}
	return c.after
}

// compare returns the parts of a Go file that differ, in the order of the
// newer text. What is gone stands where it was. An empty text is no file.
func compare(name, before, after string) ([]change, error) {
	old, err := splitIfAny(name, before)
	if err != nil {
		return nil, err
	}
	now, err := splitIfAny(name, after)
	if err != nil {
		return nil, err
	}
	var changes []change
	gone := func(parts []part) (n int) {
		for n < len(parts) && parts[n].find(now) < 0 {
			changes = append(changes, change{before: parts[n]})
			n++
		}
		return n
	}
	gone(old)
	for _, after := range now {
		i := after.find(old)
		if i < 0 {
			changes = append(changes, change{after: after})
			continue
		}
		if old[i].text != after.text {
			changes = append(changes, change{old[i], after})
		}
		gone(old[i+1:])
	}
	return changes, nil
}

func splitIfAny(name, text string) ([]part, error) {
	if text == "" {
		return nil, nil
	}
	return split(name, text)
}

// names returns what of the file is in a state. Of a method whose type is
// named just before, the type is left out: "CgroupManager, .Set".
func (f File) names(state State) []string {
	var names []string
	receiver := ""
	for _, change := range f.changes {
		if change.state() != state {
			continue
		}
		part := change.part()
		if part.kind == "package" {
			// A new file has one; that is no news.
			if f.State == Changed {
				names = append(names, part.title())
			}
			continue
		}
		for _, name := range part.names {
			typ, method, isMethod := strings.Cut(name, ".")
			if isMethod && typ == receiver {
				name = "." + method
			}
			receiver = typ
			names = append(names, name)
		}
	}
	return names
}

// hunk is the change as part of a unified diff: a heading with the lines in
// both steps' files and the name, and the part line by line.
func (c change) hunk() string {
	before, after := linesOf(c.before.text), linesOf(c.after.text)
	out := &strings.Builder{}
	fmt.Fprintf(out, "@@ -%d,%d +%d,%d @@ %s\n", c.before.line, len(before), c.after.line, len(after), c.part().title())
	write := func(mark string, lines []string) {
		for _, line := range lines {
			out.WriteString(mark + line)
		}
	}
	for _, run := range difflib.NewMatcher(before, after).GetOpCodes() {
		if run.Tag == 'e' { // equal
			write(" ", before[run.I1:run.I2])
			continue
		}
		write("-", before[run.I1:run.I2])
		write("+", after[run.J1:run.J2])
	}
	return out.String()
}

// linesOf splits text behind each newline, of which the last character is one.
func linesOf(text string) []string {
	lines := strings.SplitAfter(text, "\n")
	return lines[:len(lines)-1]
}
