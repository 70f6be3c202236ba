package words

import (
	"testing"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/stretchr/testify/require"
)

func TestPrintedIsToldByItsFormat(t *testing.T) {
	say := Words{printed: formatsIn([]*i18n.Message{
		{ID: "printed.said.after %v", Other: "nach %s"},
		{ID: "printed.said.after %s %s", Other: "nach %[2]s, %[1]s"},
		{ID: "printed.said.after all", Other: "doch"},
		{ID: "printed.said.%d of %d %%, in %.2f s: %q.", Other: "%s von %s %%, in %s s: %s."},
		{ID: "printed.said.it ran: %s", Other: "es lief: %s"},
		{ID: "printed.other.over", Other: "aus"},
	})}
	for english, own := range map[string]string{
		"after one":                          "nach one",
		"after one two":                      "nach two, one",
		"after all":                          "doch",
		"after all this":                     "nach this, all",
		"3 of 4 %, in 0.50 s: \"100%d.\n\".": "3 von 4 %, in 0.50 s: \"100%d.\n\".",
		"it ran:":                            "es lief: ", // a space at its end was cut off
		"it ran: a\nb":                       "es lief: a\nb",
		"over":                               "over", // of another kind
		"it":                                 "it",
		"before":                             "before",
	} {
		require.Equal(t, own, say.Printed("said", english))
	}
	require.Equal(t, "after all", Words{}.Printed("said", "after all"), "English is as it is")
}
