package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"mydocker/harness/result"
)

// https://testanything.org/tap-version-14-specification.html
//
// A subtest a submission. What was not graded is skipped, with the reason.
var tap = Format{
	Name: "tap", For: "TAP 14, the test anything protocol: a subtest a submission", Ending: ".tap",
	PerClass: true, showsNone: true,
	write: func(out io.Writer, s sheet) error {
		buffered := bufio.NewWriter(out)
		fmt.Fprintf(buffered, "TAP version 14\n1..%d\n", len(s.marked))
		for i, one := range s.marked {
			if one.Mark.None != "" {
				fmt.Fprintf(buffered, "ok %d - %s # SKIP %s\n", i+1, tapText(one.Label), tapText(line(one.text(s.most), longestName)))
				continue
			}
			entries := one.entries(s.most)
			fmt.Fprintf(buffered, "# Subtest: %s\n    1..%d\n", tapText(one.Label), len(entries))
			kept := true
			for j, entry := range entries {
				kept = kept && (entry.Verdict == result.Passed || entry.Verdict == result.NotAsked)
				tapLine(buffered, "    ", j+1, entry)
			}
			name := tapText(fmt.Sprintf("%s: %s of %s points", one.Label, one.Mark.Earned, one.Mark.Possible))
			fmt.Fprintf(buffered, "%s %d - %s\n", tapOK(kept), i+1, name)
			tapDetail(buffered, "", one.text(s.most))
		}
		return buffered.Flush()
	},
}

func tapLine(out io.Writer, indent string, number int, entry entry) {
	if entry.Verdict == result.NotAsked {
		fmt.Fprintf(out, "%sok %d - %s # SKIP not asked\n", indent, number, tapText(entry.Name))
		return
	}
	fmt.Fprintf(out, "%s%s %d - %s\n", indent, tapOK(entry.Verdict == result.Passed), number, tapText(entry.Name))
	tapDetail(out, indent, entry.Text)
}

func tapOK(passed bool) string {
	if passed {
		return "ok"
	}
	return "not ok"
}

// tapText keeps a name from being read as a directive.
func tapText(text string) string { return strings.NewReplacer(`\`, `\\`, `#`, `\#`).Replace(text) }

// tapDetail writes a text as YAML: in one line, with quotes, as old readers know
// no other. Of what Go escapes there are but quotes, lines and tabs in a text.
func tapDetail(out io.Writer, indent, text string) {
	if text == "" {
		return
	}
	fmt.Fprintf(out, "%s  ---\n%s  message: %q\n%s  ...\n", indent, indent, text, indent)
}
