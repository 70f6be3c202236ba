package report

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// ReadRubric reads a rubric:
//
//	points: 100          # for all of it
//	level: sound         # or book: only what the book teaches counts
//	weights:             # 1 where nothing is said
//	  level: {book: 2}
//	  step: {3.1: 0.5}
//	  clause: {own-uts: 3}
//	late:
//	  due: 2026-12-01T23:59:59+08:00
//	  per-day: 10        # percent of what was earned, for each begun day
//	  at-most: 50
//	  refused-after: 7   # days
//	  handed-in: {ada: 2026-12-01T20:00:00+08:00} # what the platform says
//	seed: 20261201       # of hidden variants
//
// A key that it does not know, or that is there twice, and a value that makes
// no sense are one line with file, line, key and value.
func ReadRubric(file string) (Rubric, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return Rubric{}, fmt.Errorf("read the rubric: %w", err)
	}
	rubric, err := parseRubric(text)
	if err != nil {
		return Rubric{}, fmt.Errorf("%s: %w", file, err)
	}
	return rubric, nil
}

func parseRubric(text []byte) (rubric Rubric, err error) {
	documents := yaml.NewDecoder(bytes.NewReader(text))
	var document, another yaml.Node
	if err := documents.Decode(&document); errors.Is(err, io.EOF) {
		return rubric, nil
	} else if err != nil {
		return rubric, err
	}
	if err := documents.Decode(&another); !errors.Is(err, io.EOF) {
		return rubric, errors.New("it is more than one document")
	}
	if document.Content[0].Tag == "!!null" {
		return rubric, nil
	}
	if err := rubric.keys().read("", document.Content[0]); err != nil {
		return Rubric{}, err
	}
	return rubric, rubric.whole()
}

// keys are those of the file, and where their values go.
func (r *Rubric) keys() keys {
	return keys{
		"points": value(pointsIn(&r.Points)),
		"level":  value(levelIn(&r.BookOnly)),
		"weights": keys{
			"level":  weights(levelName, &r.Levels),
			"step":   weights(stepName, &r.Steps),
			"clause": weights(clauseName, &r.Clauses),
		}.read,
		"late": func(path string, node *yaml.Node) error {
			r.Late = &Late{}
			return r.Late.keys().read(path, node)
		},
		"seed": value(seedIn(&r.Seed)),
	}
}

func (l *Late) keys() keys {
	return keys{
		"due":           value(timeIn(&l.Due)),
		"per-day":       value(percentIn(&l.PerDay)),
		"at-most":       value(percentIn(&l.AtMost)),
		"refused-after": value(daysIn(&l.RefusedAfter)),
		"handed-in":     times(&l.HandedIn),
	}
}

// whole tells what is missing.
func (r Rubric) whole() error {
	if r.Late != nil && r.Late.Due.IsZero() {
		return errors.New("late.due: it is missing, so nothing is late")
	}
	if r.Late != nil && r.Late.PerDay == nil && r.Late.RefusedAfter == nil {
		return errors.New("late: it has neither per-day nor refused-after, so nothing is deducted")
	}
	return nil
}

// keys are what a mapping may have, and who takes what is there.
type keys map[string]func(path string, node *yaml.Node) error

// read gives each value of a mapping to who takes it.
func (k keys) read(path string, node *yaml.Node) error {
	return each(path, node, func(key, path string, value *yaml.Node) error {
		take := k[key]
		if take == nil {
			return fmt.Errorf("line %d: %s: there is no such key; there are %s",
				value.Line, path, strings.Join(slices.Sorted(maps.Keys(k)), ", "))
		}
		return take(path, value)
	})
}

// each goes through a mapping.
func each(path string, node *yaml.Node, take func(key, path string, value *yaml.Node) error) error {
	if node.Kind != yaml.MappingNode {
		return fmt.Errorf("line %d: %s: %.40q is no list of keys", node.Line, cmp.Or(path, "the file"), node.Value)
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(node.Content); i += 2 {
		key, value := node.Content[i], node.Content[i+1]
		if seen[key.Value] {
			return fmt.Errorf("line %d: %s: it is there twice", key.Line, join(path, key.Value))
		}
		seen[key.Value] = true
		if err := take(key.Value, join(path, key.Value), value); err != nil {
			return err
		}
	}
	return nil
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}
