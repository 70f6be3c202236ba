package main

import (
	"fmt"
	"os"

	"mydocker/harness/conformance"
	"mydocker/harness/lesson"
	"mydocker/harness/words"
)

// explain writes the lesson that is worth reading first, or one on every
// clause that failed.
func explain(t *trial, found lesson.Run, all bool) {
	page := lesson.Page{Out: stdout, Say: t.say, Style: t.style, Kit: t.kit, Program: t.named}
	first, any, err := lesson.First(found)
	if err != nil {
		fmt.Fprintln(os.Stderr, "kit:", err) // a lesson less; the verdicts stand
	}
	switch {
	case any && first.ToWrite != "":
		page.Write(t.say.Say("lesson.heading-empty", words.Values{"Function": first.ToWrite}), first)
	case any:
		page.Write(t.say.Say("lesson.heading", words.Values{"Clause": first.Clause.ID}), first)
	}
	for _, clause := range lesson.Failed(found) {
		if all && clause.ID != first.Clause.ID {
			page.Write(clause.ID, lesson.Of(found, clause))
		}
	}
	if any {
		fmt.Fprintf(stdout, "\n%s\n", t.say.Say("test.report", words.Values{"File": t.log()}))
	}
	if len(found.Results.With(conformance.NotRun)) > 0 {
		fmt.Fprintf(stdout, "\n%s\n", t.say.Say("lesson.not-run"))
	}
	if len(found.Results.With(conformance.KitError)) > 0 {
		fmt.Fprintf(stdout, "\n%s\n", t.say.Say("lesson.kit-error", words.Values{"File": t.log()}))
	}
}
