package guides

import (
	"regexp"
	"slices"
	"strings"
)

// varies are the numbers that are others each time: what a group of the
// expression has matched. All else is to be printed as it is shown.
var varies = []struct {
	what string
	in   *regexp.Regexp
}{
	{"a pid in strace's output", regexp.MustCompile(`^(\d{4,6}) +[a-z0-9]+\(`)},
	{"a pid that a link leads to", regexp.MustCompile(`/proc/self -> (\d+)`)},
	{"the pids in NSpid", regexp.MustCompile(`NSpid:\s(\d+)`)},
	{"a pid", regexp.MustCompile(`^(?:cgroup\.procs:)?(\d{4,5})$`)},
	{"a pid and a number of a job", regexp.MustCompile(`^\[\d\] (\d+)$`)},
	{"a line of ps", regexp.MustCompile(`^(?:root)? +([2-9]|\d\d+) (?: +\d+ +(\d+) |\S+ +)`)},
	{"the first line of ps", regexp.MustCompile(`^root +1 +0 +(\d+) `)},
	{"a terminal", regexp.MustCompile(` pts/(\d+) `)},
	{"a process in kit look", regexp.MustCompile(`^ {5,}(\d{4,6}) +(?:-|1|(\d+)) +[^ ]`)},
	{"a process that kit look names", regexp.MustCompile(`(?:process|进程) (\d{4,6})`)},
	{"a namespace in kit look", regexp.MustCompile(`^  [a-z]+ +(\d{10}) +(\d{10}) `)},
	{"memory in use", regexp.MustCompile(`usage_in_bytes +(\d+) \(([\d.]+) MiB\)`)},
	{"a namespace", regexp.MustCompile(`\w+:\[(\d+)\]`)},
	{"the name of a group", regexp.MustCompile(`/mydocker/(\d+)-(\d+)-([0-9a-f]{8})`)},
	{"the number of a hierarchy", regexp.MustCompile(`^(\d+):[a-z=,]+:/`)},
	{"a mount", regexp.MustCompile(`^(\d+) (\d+) (\d+):(\d+) `)},
	{"a group of mounts", regexp.MustCompile(`(?:shared|master):(\d+)`)},
	{"a time", regexp.MustCompile(`\b(\d\d):(\d\d)(?::(\d\d))?\b`)},
	{"a day", regexp.MustCompile(` ([A-Z][a-z][a-z] +\d+) \d\d:`)},
	{"seconds", regexp.MustCompile(`(?:in |, )(\d+(?:\.\d+)?) ?s$`)},
	{"a place in stress", regexp.MustCompile(`^(?:  \| )?stress: \w+: \[\d+\] \((\d+)\)`)},
	{"the cores of this machine", regexp.MustCompile(`\(here: (\d+)-(\d+)\)`)},
	{"a worker of stress", regexp.MustCompile(`worker (\d+) got`)},
	{"a pid that strace saw written, and how long that took", regexp.MustCompile(`^write\(1, "(\d{4,6})\\n", (\d)\) += (\d) <(\d+\.\d+)>$`)},
	{"how long a call took", regexp.MustCompile(` <(\d+\.\d+)>$`)},
	{"a mask of signals", regexp.MustCompile(`SigCgt:\s([0-9a-f]*[1-9a-f][0-9a-f]*)$`)},
}

// Matches reports whether printed is what is shown. Blanks at the ends of
// lines and how many there are between words does not matter.
func Matches(shown []string, printed string) bool {
	expression := `\A`
	for _, line := range shown {
		if strings.TrimSpace(line) == "..." {
			expression += `(?:.*\n)*?`
		} else if !isKey(line) {
			expression += shape(line) + `[ \t]*\n`
		}
	}
	return regexp.MustCompile(expression + `\z`).MatchString(ended(printed))
}

// isKey reports whether a shown line is a key that is typed.
func isKey(line string) bool { return line == "^C" || line == "^D" }

// ended is text whose last line ends, if it has any.
func ended(text string) string {
	if text == "" || strings.HasSuffix(text, "\n") {
		return text
	}
	return text + "\n"
}

var blanks = regexp.MustCompile(`[ \t]+`)

// shape is the expression that matches what a shown line stands for.
func shape(line string) string {
	line = strings.TrimRight(line, " \t")
	var spans [][]int
	for _, some := range varies {
		for _, match := range some.in.FindAllStringSubmatchIndex(line, -1) {
			for group := 2; group < len(match); group += 2 {
				if match[group] >= 0 {
					spans = append(spans, match[group:group+2])
				}
			}
		}
	}
	slices.SortFunc(spans, func(a, b []int) int { return a[0] - b[0] })
	expression, done := "", 0
	for _, span := range spans {
		if span[0] < done {
			continue
		}
		expression += literal(line[done:span[0]]) + class(line[span[0]:span[1]])
		done = span[1]
	}
	return expression + literal(line[done:])
}

// literal matches text, but for the numbers of blanks; "..." is the rest.
func literal(text string) string {
	text = blanks.ReplaceAllString(regexp.QuoteMeta(text), `[ \t]+`)
	return strings.ReplaceAll(text, `\.\.\.`, `.*`)
}

var digits = regexp.MustCompile(`^[\d.]+$`)

// class matches what may stand in the place of a value that varies.
func class(value string) string {
	switch {
	case digits.MatchString(value):
		return `[\d.]+`
	case strings.ContainsAny(value, " \t"): // Nov 24
		return `\w+ +\d+`
	}
	return `[0-9a-f]+`
}
