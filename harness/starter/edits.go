package starter

import (
	"cmp"
	"slices"
	"strings"
)

// edits are changes of a text, by place, so that all else stays as it is:
// comments, and the layout. No two may overlap.
type edits []edit

type edit struct {
	from, to int
	text     string
}

// replace puts a text in the place of another.
func (e *edits) replace(from, to int, text string) { *e = append(*e, edit{from, to, text}) }

// apply returns the text with the changes made. At one place, what is put in
// comes before what is put in the place of something, each in its order.
func (e edits) apply(text string) string {
	sorted := slices.SortedStableFunc(slices.Values(e), func(a, b edit) int {
		return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to))
	})
	var changed strings.Builder
	at := 0
	for _, edit := range sorted {
		changed.WriteString(text[at:edit.from])
		changed.WriteString(edit.text)
		at = edit.to
	}
	changed.WriteString(text[at:])
	return changed.String()
}
