package grade

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"mydocker/harness/conformance"
	"mydocker/harness/judge"
	"mydocker/harness/result"
	"mydocker/harness/stages"
	"mydocker/harness/terminal"
)

// ids is how far the users of one worker's sandboxes are from the next's.
const ids = 65536

// judge asks all clauses of the step.
func (w *workshop) judge(ctx context.Context, binary, dialect, dir string, worker int, one *result.Submission) error {
	sandbox := w.sandbox
	sandbox.FirstID += ids * (worker + 1) // the first are the builder's
	text, err := json.Marshal(sandbox)
	if err != nil {
		return err
	}
	file := filepath.Join(dir, "sandbox.json")
	if err := os.WriteFile(file, text, 0o600); err != nil {
		return err
	}
	seen := reports{}
	suites := w.suites
	if len(w.class.Only) > 0 {
		suites = suites.Only(w.class.asked()...)
	}
	tell := func(event judge.Event) {
		seen.note(event)
		if w.class.Hear != nil {
			w.class.Hear(event)
		}
	}
	found, output, err := suites.Watch(ctx, w.class.Step, binary, tell,
		"KIT_SANDBOX="+file, fmt.Sprintf("KIT_SEED=%d", one.Seed), "KIT_STRICT=1", "KIT_OURS=", "KIT_RUNS=", "MYDOCKER_DIALECT="+dialect,
		"KIT_BUDGET="+w.class.Budget.String(), "PATH="+pathInside)
	if err != nil {
		return fmt.Errorf("%w\n%s", err, lastOf(output))
	}
	if one.Clauses, err = w.class.verdicts(found, seen); err != nil {
		return err
	}
	nearest, err := found.Nearest()
	for _, slip := range nearest {
		one.Slips = append(one.Slips, slip.ID)
	}
	return err
}

func lastOf(output []byte) string {
	const most = 2000
	return printable(string(output[max(0, len(output)-most):]))
}

// asked are the clauses that submissions are marked by: all up to the step but
// those for the kit's own runtimes alone.
func (c *Class) asked() (clauses []conformance.Clause) {
	upTo, _ := stages.UpTo(c.Step)
	for _, clause := range conformance.Catalogue() {
		if len(c.Only) > 0 && !slices.Contains(c.Only, clause.ID) {
			continue
		}
		if slices.Contains(upTo, clause.Step) && clause.Level != conformance.Ours {
			clauses = append(clauses, clause)
		}
	}
	return clauses
}

// allOf gives all clauses the same verdict.
func (c *Class) allOf(verdict result.Verdict) (all []result.Clause) {
	for _, clause := range c.asked() {
		all = append(all, clauseOf(clause, verdict))
	}
	return all
}

// Blank are the results of a class that keeps nothing: what a rubric has to fit
// is known before anything is graded.
func (c *Class) Blank() result.Class {
	blank, clauses := result.Class{Step: c.Step}, c.allOf(result.Failed)
	for _, submission := range c.Submissions {
		blank.Submissions = append(blank.Submissions, result.Submission{Name: submission.Name, Clauses: clauses})
	}
	return blank
}

func clauseOf(clause conformance.Clause, verdict result.Verdict) result.Clause {
	return result.Clause{ID: clause.ID, Promise: clause.Promise, Step: clause.Step, Level: string(clause.Level), Verdict: verdict}
}

// verdicts returns that of each clause that is to have one. One that is missing
// is an error of the run, and so is one that is none of the submission's doing.
func (c *Class) verdicts(found conformance.Results, seen reports) (all []result.Clause, err error) {
	known := map[string]bool{}
	for _, ended := range found {
		known[ended.Clause] = true
	}
	var wrong []string
	for _, clause := range c.asked() {
		verdict := found.Of(clause.ID)
		if verdict == "" && known[clause.ID] {
			verdict = conformance.NotAsked
		}
		if verdict == "" || verdict == conformance.KitError || verdict == conformance.NotRun {
			wrong = append(wrong, fmt.Sprintf("%s: %q", clause.ID, verdict))
		}
		one := clauseOf(clause, result.Verdict(verdict))
		one.Report = seen[clause.ID]
		all = append(all, one)
	}
	if len(wrong) > 0 {
		return nil, fmt.Errorf("clauses without a verdict: %s", strings.Join(wrong, ", "))
	}
	return all, nil
}

// printableLine leaves the tabs that the suites print in.
func printableLine(line string) string {
	return strings.ReplaceAll(terminal.Printable(line), `\t`, "\t")
}

// mostOfReport is how much of a report is kept, in bytes.
const mostOfReport = 16 << 10

// reports keeps, of each clause, what its first failed case printed.
type reports map[string]string

func (r reports) note(event judge.Event) {
	if event.Ended && event.Verdict == "failed" && r[event.Clause.ID] == "" {
		output := event.Output
		if len(output) > mostOfReport {
			output = output[:mostOfReport] + "\n..."
		}
		r[event.Clause.ID] = printable(output)
	}
}

// printable is text of which no line says anything to a terminal.
func printable(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = printableLine(line)
	}
	return strings.Join(lines, "\n")
}
