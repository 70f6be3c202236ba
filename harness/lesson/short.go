package lesson

import (
	"regexp"
	"strings"

	"mydocker/harness/judge"
	"mydocker/harness/words"
)

// A value of more than longValue bytes that is a list is cut to its first
// fewEntries.
const longValue, fewEntries = 300, 3

// Lists as the suites and testify print them.
var (
	// linesQuoted is a text of several lines: "one\ntwo\n".
	linesQuoted = regexp.MustCompile(`"(?:[^"\\]|\\.)*"`)
	// sliceOfTexts is what %#v makes of one: {"one", "two"}.
	sliceOfTexts = regexp.MustCompile(`\{"(?:[^"\\]|\\.)*"(?:, "(?:[^"\\]|\\.)*")+\}`)
	// dumpOfTexts is what is between the braces of a dump: a line each.
	dumpOfTexts = regexp.MustCompile(`(?m)(?:^ +\(.*\) .*\n?)+`)
)

// short returns a report in which no list is long.
func short(say words.Words, report judge.Report) judge.Report {
	cut := func(text string) string { return shortText(say, text) }
	var shorter judge.Report
	shorter.Runs = report.Runs
	for _, finding := range report.Findings {
		shorter.Findings = append(shorter.Findings, judge.Finding{
			What: cut(finding.What), Wanted: cut(finding.Wanted), Got: cut(finding.Got), Says: cut(finding.Says),
		})
	}
	return shorter
}

// shortText cuts the long lists in a text.
func shortText(say words.Words, text string) string {
	if len(text) <= longValue {
		return text
	}
	if listOfWhatIsLeft.MatchString(text) {
		return shortLeft(say, text)
	}
	text = sliceOfTexts.ReplaceAllStringFunc(text, func(list string) string {
		return "{" + few(say, linesQuoted.FindAllString(list, -1), ", ") + "}"
	})
	text = dumpOfTexts.ReplaceAllStringFunc(text, func(list string) string {
		end := list[len(strings.TrimRight(list, "\n")):]
		return few(say, strings.Split(strings.TrimSuffix(list, end), "\n"), "\n ") + end
	})
	return linesQuoted.ReplaceAllStringFunc(text, func(list string) string {
		if len(list) <= longValue {
			return list
		}
		return few(say, strings.SplitAfter(strings.TrimSuffix(list, `"`), `\n`), "") + `"`
	})
}

// shortLeft cuts a list of what is left: "left: [mount left: /a mount left: /b]".
func shortLeft(say words.Words, text string) string {
	begins := isLeft.FindAllStringIndex(text, -1)
	if len(begins) <= fewEntries {
		return text
	}
	begin := strings.Index(text, "[") + 1
	var entries []string
	for i, at := range begins {
		end := len(text)
		if i+1 < len(begins) {
			end = begins[i+1][0]
		}
		entries = append(entries, strings.TrimSuffix(strings.TrimSpace(text[at[0]:end]), "]"))
	}
	return text[:begin] + few(say, entries, " ") + "]"
}

// few joins the first entries, and says how many more there are.
func few(say words.Words, entries []string, joint string) string {
	if len(entries) <= fewEntries {
		return strings.Join(entries, joint)
	}
	more := say.Say("lesson.more", words.Values{"More": len(entries) - fewEntries})
	return strings.Join(append(entries[:fewEntries:fewEntries], more), joint)
}
