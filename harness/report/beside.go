package report

import (
	"cmp"
	"strings"
	"sync"

	"mydocker/harness/conformance"
	"mydocker/harness/judge"
	"mydocker/harness/result"
	"mydocker/harness/slips"
)

// textOf is what there is to read beside a verdict.
func (m Marked) textOf(clause result.Clause, most int) string {
	switch clause.Verdict {
	case result.Blocked:
		below := "what this one rests on"
		if names := m.brokenBelow(clause); len(names) > 0 {
			below = strings.Join(names, ", ")
		}
		return block("blocked: it cannot be seen before "+below+" is mended\n"+clause.Report, most)
	case result.NotAsked:
		return block("not asked: it is no question for this program\n"+clause.Report, most)
	case result.Failed:
		return block(told(clause), most)
	}
	return block(clause.Report, most)
}

// brokenBelow names the clauses that one rests on and that are not kept.
func (m Marked) brokenBelow(clause result.Clause) (names []string) {
	known, _ := conformance.ByID(clause.ID)
	for _, base := range known.RestsOn {
		for _, other := range m.Clauses {
			if other.ID == base && (other.Verdict == result.Failed || other.Verdict == result.Blocked) {
				names = append(names, base)
			}
		}
	}
	return names
}

// told is what a student is told of a clause that is not kept: what was seen,
// what was run, and what it means; nothing of the machine where it was graded.
func told(clause result.Clause) string {
	report := judge.ReadReport(clause.Report)
	if len(report.Findings) == 0 && len(report.Runs) == 0 {
		return clause.Report
	}
	var lines []string
	say := func(label, text string) {
		if text != "" {
			lines = append(lines, label+strings.ReplaceAll(text, "\n", "\n  "))
		}
	}
	for _, finding := range report.Findings {
		say("", finding.What)
		say("seen: ", finding.Says)
		say("wanted: ", finding.Wanted)
		say("got: ", finding.Got)
	}
	if len(report.Runs) > 0 {
		lines = append(lines, "what was run:")
		for _, line := range report.Runs {
			lines = append(lines, "  "+strings.Replace(line, "scripts/guarded ", "", 1)) // in a sandbox that is gone
		}
	}
	known, _ := conformance.ByID(clause.ID)
	say("this means: ", known.Means)
	say("look at: ", known.Look)
	return strings.Join(lines, "\n")
}

// described are slips in a student's words, as far as they are known.
func described(ids []string) (words []string) {
	for _, id := range ids {
		words = append(words, cmp.Or(wordsOfSlips()[id], id))
	}
	return words
}

// wordsOfSlips are the words by the slip's name; none, in a kit without them.
var wordsOfSlips = sync.OnceValue(func() map[string]string {
	words := map[string]string{}
	all, _ := slips.Known()
	for _, slip := range all {
		words[slip.ID] = slip.What
	}
	return words
})
