package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"time"

	"mydocker/harness/conformance"
	"mydocker/harness/judge"
	"mydocker/harness/lesson"
	"mydocker/harness/words"
)

// document is what kit test --json prints. Texts are in the person's language.
type document struct {
	Program string        `json:"program"`
	Step    string        `json:"step"`
	Flags   string        `json:"flags"`
	Kept    bool          `json:"kept"`
	Clauses []clauseEntry `json:"clauses"`
	// StillEmpty are functions of a starter that are not written.
	StillEmpty []string `json:"still_empty,omitempty"`
	// Lesson is on the first thing to mend.
	Lesson *lessonEntry `json:"lesson,omitempty"`
}

type clauseEntry struct {
	ID      string              `json:"id"`
	Step    string              `json:"step"`
	Level   conformance.Level   `json:"level"`
	Verdict conformance.Verdict `json:"verdict"`
	Seconds float64             `json:"seconds"`
	Promise string              `json:"promise"`
}

type lessonEntry struct {
	Clause    string         `json:"clause"`
	Means     string         `json:"means"`
	Look      string         `json:"look"`
	Places    []lesson.Place `json:"places,omitempty"`
	LooksLike []string       `json:"looks_like,omitempty"`
	Report    judge.Report   `json:"report"`
	Source    lesson.Source  `json:"source"`
}

// testForTools tests a program, and writes one JSON document.
func testForTools(ctx context.Context, t *trial, out io.Writer) error {
	if err := t.build(); err != nil {
		return notTested{err}
	}
	if err := t.compileSuites(); err != nil {
		return notTested{err}
	}
	took := map[string]time.Duration{}
	found, err := t.ask(ctx, t.suites, func(event judge.Event) { took[event.Clause.ID] += event.Took })
	if err != nil {
		return notTested{err}
	}
	text, missed := document{Program: t.program, Step: t.step, Flags: t.flags}, 0
	for _, clause := range t.asked() {
		verdict := found.Results.Of(clause.ID)
		if verdict == "" {
			continue
		}
		if verdict != conformance.Passed {
			missed++
		}
		text.Clauses = append(text.Clauses, clauseEntry{
			clause.ID, clause.Step, clause.Level, verdict, took[clause.ID].Seconds(), t.say.Of("clause."+clause.ID+".promise", clause.Promise),
		})
	}
	first, any, err := lesson.First(found)
	if err != nil {
		return err
	}
	if any {
		c := first.Clause
		text.Lesson = &lessonEntry{
			Clause: c.ID, Means: t.say.Of("clause."+c.ID+".means", c.Means), Look: t.say.Of("clause."+c.ID+".look", c.Look),
			Places: first.Places, Report: lesson.Seen(t.say, first.Report), Source: first.Source,
		}
		for _, slip := range first.Slips {
			text.Lesson.LooksLike = append(text.Lesson.LooksLike, t.say.Of("slip."+slip.ID, slip.What))
		}
	}
	if text.StillEmpty, err = t.stillEmpty(); err != nil {
		return err
	}
	text.Kept = missed == 0 && len(text.StillEmpty) == 0
	encoder := json.NewEncoder(out)
	encoder.SetIndent("", "\t")
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(text); err != nil {
		return err
	}
	if missed > 0 {
		return fmt.Errorf("%s", t.say.Say("test.not-kept", words.Values{"Missed": missed, "Asked": len(text.Clauses)}))
	}
	return t.notWritten(text.StillEmpty)
}
