package report

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
)

// Formats returns all formats, in the order in which they are shown.
func Formats() []Format {
	return []Format{gradescope, classroom50, githubClassroom, exercism, prairieLearn, ctrf, junit, tap, gradeBook}
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
