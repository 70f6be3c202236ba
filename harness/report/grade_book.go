package report

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// https://www.rfc-editor.org/rfc/rfc4180
//
// A line a submission. A submission without a mark has no points, which is not
// the same as 0.
var gradeBook = Format{
	Name: "csv", For: "a grade book or spreadsheet: a line a submission", Ending: ".csv",
	PerClass: true, showsNone: true,
	write: func(out io.Writer, s sheet) error {
		lines := csv.NewWriter(out)
		lines.UseCRLF = true
		all := [][]string{{"submission", "points", "possible", "outcome", "days late", "deducted", "submitted", "sha256", "note"}}
		for _, one := range s.marked {
			all = append(all, gradeBookLine(one))
		}
		for _, cells := range all {
			for i := range cells {
				cells[i] = noFormula(cells[i])
			}
		}
		return lines.WriteAll(all)
	},
}

func gradeBookLine(one Marked) []string {
	points, possible, late, deducted, submitted := "", "", "", "", ""
	if one.Mark.None == "" {
		points, possible = one.Mark.Earned.String(), one.Mark.Possible.String()
		late, deducted = strconv.Itoa(one.Mark.DaysLate), one.Mark.Deducted.String()
	}
	if !one.Submitted.IsZero() {
		submitted = one.Submitted.UTC().Format(time.RFC3339)
	}
	return []string{
		one.Label, points, possible, string(one.Outcome), late, deducted, submitted, one.SHA256,
		line(strings.ReplaceAll(one.text(longest), "\n", "; "), 2*longestName),
	}
}

// noFormula keeps a spreadsheet from calculating what a stranger wrote: a quote
// in front makes it a text.
func noFormula(cell string) string {
	// The wide ones are the same to a spreadsheet of East Asia.
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(cell, " \n"))
	if strings.ContainsRune("=+-@\t\r＝＋－＠", first) {
		return "'" + cell
	}
	return cell
}
