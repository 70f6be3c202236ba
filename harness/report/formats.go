package report

import (
	"encoding/json"
	"fmt"
	"io"
	"regexp"
	"strings"
)

// Format is a form that a platform takes.
type Format struct {
	// Name is what it is asked for by, and For says in a line who takes it.
	Name, For string
	// Ending is that of its files. It is no other format's.
	Ending string
	// PerClass is that one file holds the whole class.
	PerClass bool

	// showsNone is that it can say of a submission that it has no mark.
	showsNone bool
	// named is how the platform names submissions, and unnamed says what is wrong
	// if none has such a name; nil where any name will do.
	named   *regexp.Regexp
	unnamed string
	// most is how large a file may be, in bytes; 0 where nobody says.
	most  int
	write func(io.Writer, sheet) error
}

// Formats returns all formats, in the order in which they are shown.
func Formats() []Format {
	return []Format{gradescope, gradescopeAutograder, classroom50, githubClassroom, exercism, prairieLearn, ctrf, junit, tap, gradeBook}
}

// Find returns a format by its name.
func Find(name string) (Format, error) {
	var names []string
	for _, format := range Formats() {
		if format.Name == name {
			return format, nil
		}
		names = append(names, format.Name)
	}
	return Format{}, fmt.Errorf("there is no format %.40q; there are %s", name, strings.Join(names, ", "))
}

// writeJSON writes for machines that a person may look into. What HTML would
// take for its own is escaped.
func writeJSON(out io.Writer, value any) error {
	encoder := json.NewEncoder(out)
	encoder.SetIndent("", "  ")
	return encoder.Encode(value)
}
