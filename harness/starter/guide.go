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
	// files are in the order in which they are to be read; about says what
	// each holds, in a few words.
	files []string
	about map[string]string
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
		file := string(row[1])
		g.files = append(g.files, file)
		g.about[file] = string(row[2])
	}
	return g, nil
}

// inOrder returns the tasks in the guide's order of their files, and in each
// file as they stand there.
func (g guide) inOrder(tasks []Task) []Task {
	place := func(task Task) int {
		if i := slices.Index(g.files, task.File); i >= 0 {
			return i
		}
		return len(g.files)
	}
	return slices.SortedStableFunc(slices.Values(tasks), func(a, b Task) int { return place(a) - place(b) })
}
