package main

import (
	"context"
	"os"
	"slices"
	"strings"

	"mydocker/harness/board"
	"mydocker/harness/conformance"
	"mydocker/harness/judge"
	"mydocker/harness/lesson"
	"mydocker/harness/terminal"
)

// asked are the clauses that the program is asked.
func (t *trial) asked() (clauses []conformance.Clause) {
	for _, clause := range board.InOrder(conformance.Catalogue()) {
		if clause.Step <= t.step && (t.ours || clause.Level != conformance.Ours) {
			clauses = append(clauses, clause)
		}
	}
	return clauses
}

// ask runs the suites, or those cases of them that the judge is for. With an
// error it returns what was seen of whole clauses until then.
func (t *trial) ask(ctx context.Context, suites *judge.Judge, tell func(judge.Event)) (lesson.Run, error) {
	found := lesson.Run{Outputs: map[string]string{}, Dir: t.source}
	var settings []string
	if t.ours {
		settings = append(settings, "KIT_OURS=1")
	}
	var ended []judge.Event
	results, output, err := suites.Watch(ctx, t.step, t.binary, func(event judge.Event) {
		if event.Head != "" {
			event.Head = strings.ReplaceAll(event.Head, t.binary+".dialect", t.dialectFile())
			t.flags = event.Head
		}
		if event.Ended {
			ended = append(ended, event)
			if event.Verdict == conformance.Failed {
				found.Outputs[event.Case] = event.Output
			}
		}
		tell(event)
	}, settings...)
	if err != nil {
		found.Results = ofWholeClauses(ended)
		return found, err
	}
	found.Results = results
	// Who looks at it in a terminal is to see what the program has printed.
	return found, os.WriteFile(t.log(), []byte(terminal.PrintableLines(string(output))), 0o644)
}

// ofWholeClauses returns the verdicts of clauses of which no case is missing.
func ofWholeClauses(ended []judge.Event) (results conformance.Results) {
	for _, event := range ended {
		missing := slices.ContainsFunc(event.Clause.Cases, func(name string) bool {
			return !slices.ContainsFunc(ended, func(other judge.Event) bool { return other.Case == "Test"+name })
		})
		if event.Verdict != "" && !missing {
			results = append(results, conformance.CaseResult{Clause: event.Clause.ID, Case: event.Case, Verdict: event.Verdict})
		}
	}
	return results
}
