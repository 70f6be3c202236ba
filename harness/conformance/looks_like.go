package conformance

import (
	"strings"

	"mydocker/harness/slips"
	"mydocker/harness/words"
)

// Nearest returns the slips that make programs of the chapter fail as this run
// did, the likeliest first; none, if nothing is like it.
func (r Results) Nearest() ([]slips.Slip, error) {
	known, err := slips.Known()
	if err != nil {
		return nil, err
	}
	run := slips.Run{}
	for _, result := range r {
		if result.Verdict == Passed || result.Verdict == Failed {
			if run[result.Clause] == nil {
				run[result.Clause] = map[string]bool{}
			}
			run[result.Clause][result.Case] = result.Verdict == Failed
		}
	}
	return slips.Nearest(known, run), nil
}

// LooksLike names the slips that are nearest; it says nothing if there is none.
func (r Results) LooksLike(say words.Words) string {
	nearest, err := r.Nearest()
	if err != nil || len(nearest) == 0 {
		return "" // a hint less; a test of the kit sees to it
	}
	var text strings.Builder
	for _, slip := range nearest {
		text.WriteString("  - " + say.Of("slip."+slip.ID, slip.What) + "\n")
	}
	return "\n" + say.Say("suite.looks-like") + "\n" + text.String()
}
