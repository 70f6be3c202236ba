package progress

import (
	"fmt"
	"io"
	"strings"

	"mydocker/harness/board"
	"mydocker/harness/conformance"
	"mydocker/harness/stages"
	"mydocker/harness/terminal"
	"mydocker/harness/words"
)

// Draw draws a line a step: a dot a clause that the step introduces, what the
// book teaches first, filled if it is kept.
func (r Records) Draw(out io.Writer, say words.Words, style terminal.Style) {
	for _, stage := range stages.Chapter3 {
		program, record := r.Of(stage.Name)
		fmt.Fprintf(out, "%s  %s\n", style.Bold(stage.Name), dots(stage.Name, record, style))
		if program == "" {
			fmt.Fprintf(out, "     %s\n", style.Dim(say.Say("progress.not-begun", words.Values{"Step": stage.Name})))
			continue
		}
		kept, asked := record.count(stage.Name)
		fmt.Fprintf(out, "     %s\n", say.Say("progress.kept", words.Values{
			"Kept": kept, "Asked": asked, "Program": program, "When": record.When.Local().Format("2006-01-02 15:04"),
		}))
	}
	fmt.Fprintf(out, "\n%s\n", style.Dim(say.Say("progress.legend")))
}

func dots(step string, record Record, style terminal.Style) string {
	var text strings.Builder
	level := conformance.Book
	for _, clause := range record.introduced(step) {
		if clause.Level != level {
			text.WriteString(" ")
			level = clause.Level
		}
		dot := "○"
		if record.Verdicts[clause.ID] == conformance.Passed {
			dot = "●"
		}
		if verdict := record.Verdicts[clause.ID]; verdict != "" {
			dot = board.Paint(style, verdict, dot)
		}
		text.WriteString(dot)
	}
	return text.String()
}

// introduced are the clauses that a step introduces. Those that not every
// program is asked are among them if this one was.
func (r Record) introduced(step string) (clauses []conformance.Clause) {
	for _, clause := range board.InOrder(conformance.Catalogue()) {
		if clause.Step == step && (clause.Level != conformance.Ours || r.Verdicts[clause.ID] != "") {
			clauses = append(clauses, clause)
		}
	}
	return clauses
}

func (r Record) count(step string) (kept, asked int) {
	for _, clause := range r.introduced(step) {
		asked++
		if r.Verdicts[clause.ID] == conformance.Passed {
			kept++
		}
	}
	return kept, asked
}
