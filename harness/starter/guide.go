package starter

import (
	"fmt"
	"os"
	"regexp"
	"slices"
)

// guide is what a step's guide says of its files.
type guide struct {
	title string
	about map[string]string // what each file holds, in a few words
}

var (
	guideTitle = regexp.MustCompile(`(?m)^# (.+)$`)
	// | `run.go` | set, start, apply, wait, destroy | changed |
	guideRow = regexp.MustCompile("(?m)^\\| `([a-z_/]+\\.go)` \\| ([^|]+?) \\|")
)

func readGuide(name string) (guide, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return guide{}, fmt.Errorf("read the guide: %w", err)
	}
	g := guide{about: map[string]string{}}
	if title := guideTitle.FindSubmatch(text); title != nil {
		g.title = string(title[1])
	}
	for _, row := range guideRow.FindAllSubmatch(text, -1) {
		g.about[string(row[1])] = string(row[2])
	}
	return g, nil
}

// inReadingOrder returns the tasks in the order in which their files are to be
// read, and in each file as they are.
func inReadingOrder(tasks []Task, files []string) []Task {
	place := func(task Task) int {
		if i := slices.Index(files, task.File); i >= 0 {
			return i
		}
		return len(files)
	}
	return slices.SortedStableFunc(slices.Values(tasks), func(a, b Task) int { return place(a) - place(b) })
}
