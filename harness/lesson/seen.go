package lesson

import (
	"regexp"
	"strings"

	"golang.org/x/sys/unix"

	"mydocker/harness/judge"
	"mydocker/harness/words"
)

// Seen returns a report in the person's language: the suites print English
// alone. Commands, values, and what a program has printed are left as they are.
func Seen(say words.Words, report judge.Report) judge.Report {
	var seen judge.Report
	for _, finding := range report.Findings {
		finding.What = say.Printed("message", left(say, finding.What))
		finding.Says = asserted(say, finding.Says) + wasKilled(say, finding, report)
		seen.Findings = append(seen.Findings, finding)
	}
	for _, line := range report.Runs {
		text := strings.TrimLeft(line, " ")
		indent := strings.TrimSuffix(line, text)
		seen.Runs = append(seen.Runs, indent+say.Printed("run", ended(say, text)))
	}
	return seen
}

// asserted is what an assertion has said: in testify's words, or in the case's
// own by Fail.
func asserted(say words.Words, text string) string {
	const unexpected = "Received unexpected error:\n"
	if err, is := strings.CutPrefix(text, unexpected); is {
		text = unexpected + processes(say, say.Printed("error", err))
	}
	return say.Printed("message", say.Printed("assertion", left(say, text)))
}

var (
	listOfWhatIsLeft = regexp.MustCompile(`^(Should be empty, but was|left:) \[`)
	isLeft           = regexp.MustCompile(`\b(mount|cgroup|network interface|file|process) (left|gone): `)
)

// left puts a list of what is not as it was before into the person's language.
func left(say words.Words, text string) string {
	if !listOfWhatIsLeft.MatchString(text) {
		return text
	}
	return processes(say, isLeft.ReplaceAllStringFunc(text, func(begin string) string { return say.Printed("left", begin) }))
}

var ofProcess = regexp.MustCompile(`\(state \S+, parent \d+\)`)

// processes puts what is said of processes behind their names into the person's
// language.
func processes(say words.Words, text string) string {
	return ofProcess.ReplaceAllStringFunc(text, func(about string) string { return say.Printed("left", about) })
}

// ended has a signal by its name where it is in an English word, "killed".
func ended(say words.Words, text string) string {
	const begin = "run was ended by signal: "
	word, is := strings.CutPrefix(text, begin)
	if !is || say.Language == "" || say.Language == words.Languages[0] {
		return text
	}
	for number := unix.Signal(1); number < 32; number++ {
		if number.String() == word {
			return begin + unix.SignalName(number)
		}
	}
	return text
}

// endedEarly is how a case says that it waited for a command in vain.
var endedEarly = regexp.MustCompile(`(?m)^(.*): run ended before its command was seen running$`)

// wasKilled says of a run that ended too early that SIGKILL ended it, if so.
func wasKilled(say words.Words, finding judge.Finding, report judge.Report) string {
	early := endedEarly.FindStringSubmatch(finding.Says)
	if early == nil {
		return ""
	}
	for _, attempt := range attemptsIn(report) {
		if attempt.command == early[1] && attempt.has(killed) {
			return "\n" + say.Say("lesson.killed")
		}
	}
	return ""
}
