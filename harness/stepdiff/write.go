package stepdiff

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"unicode/utf8"

	"mydocker/harness/stages"
	"mydocker/harness/terminal"
	"mydocker/harness/words"
)

// Summary has a line a file, with the names of what is new, changed or gone.
func (d *Diff) Summary(say words.Words) string {
	steps := words.Values{"From": d.From, "To": d.To}
	head := say.Say("diff.head", steps)
	if d.tests {
		head = say.Say("diff.head-with-tests", steps)
	}
	longestState, longestName := 0, 0
	for _, state := range states {
		longestState = max(longestState, utf8.RuneCountInString(state.in(say)))
	}
	for _, file := range d.Files {
		longestName = max(longestName, len(file.Name))
	}
	out := &strings.Builder{}
	fmt.Fprintf(out, "%s\n\n", head)
	for _, file := range d.Files {
		fmt.Fprintf(out, "  %-*s  %-*s  %s\n", longestState, file.State.in(say), longestName, file.Name, file.says(say))
	}
	return out.String()
}

// says lists the names of the file, behind what has become of them; in a new
// file, all are new.
func (f File) says(say words.Words) string {
	if f.State != Changed {
		return strings.Join(f.names(f.State), ", ")
	}
	var lists []string
	for _, state := range states {
		if names := f.names(state); len(names) > 0 {
			lists = append(lists, fmt.Sprintf("%s: %s", state.in(say), strings.Join(names, ", ")))
		}
	}
	return strings.Join(lists, "; ")
}

// Text is the unified diff, a hunk a declaration.
func (d *Diff) Text() string {
	out := &strings.Builder{}
	for _, file := range d.Files {
		before, after := "/dev/null", "/dev/null"
		if file.State != New {
			before = Chapter + "/" + d.From + "/" + file.Name
		}
		if file.State != Gone {
			after = Chapter + "/" + d.To + "/" + file.Name
		}
		fmt.Fprintf(out, "\n--- %s\n+++ %s\n", before, after)
		for _, change := range file.changes {
			out.WriteString(change.hunk())
		}
	}
	return out.String()
}

// coloured are the lines that have a colour, by their beginnings.
var coloured = regexp.MustCompile(`(?m)^(---|\+\+\+|@@|-|\+).*$`)

// Coloured returns a diff's text in a style.
func Coloured(text string, style terminal.Style) string {
	colours := map[string]func(string) string{"---": style.Bold, "+++": style.Bold, "@@": style.Cyan, "-": style.Red, "+": style.Green}
	return coloured.ReplaceAllStringFunc(text, func(line string) string {
		return colours[coloured.FindStringSubmatch(line)[1]](line)
	})
}

// Page returns the name, in the kit's directory, of the file that keeps what a
// step changes in the one before, and what is to be in it, which is English.
func Page(kit, step string) (name, text string, err error) {
	before, _ := stages.Before(step)
	diff, err := Between(kit, before.Name, step, false)
	if err != nil {
		return "", "", err
	}
	name = fmt.Sprintf("%s/diffs/%s-%s.diff", Chapter, before.Name, step)
	head := fmt.Sprintf("# What step %s changes in step %s. Written by `make diffs`; not for editing.\n\n", step, before.Name)
	return name, head + diff.Summary(words.Words{}) + diff.Text(), nil
}

// WritePages writes the page of each step that has one before it, and returns
// their names.
func WritePages(kit string) ([]string, error) {
	var names []string
	for _, stage := range stages.Chapter3[1:] {
		name, text, err := Page(kit, stage.Name)
		if err == nil {
			err = os.WriteFile(filepath.Join(kit, name), []byte(text), 0o644)
		}
		if err != nil {
			return nil, fmt.Errorf("write the diff of step %s: %w", stage.Name, err)
		}
		names = append(names, name)
	}
	return names, nil
}
