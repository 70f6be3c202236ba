package conformance

import (
	"strings"

	"mydocker/harness/slips"
)

// LooksLike names the slips that make programs of the chapter fail as this run
// did, the likeliest first; it says nothing if there is none.
func (r Results) LooksLike() string {
	known, err := slips.Known()
	if err != nil {
		return "" // a hint less; a test of the kit sees to it
	}
	failed, blocked := r.With(Failed), r.With(Blocked)
	judged := append(append(r.With(Passed), failed...), blocked...)
	var text strings.Builder
	for _, slip := range slips.Nearest(known, judged, failed, blocked) {
		text.WriteString("  - " + slip.What + "\n")
	}
	if text.Len() == 0 {
		return ""
	}
	return "\nthis looks like, the likeliest first:\n" + text.String()
}
