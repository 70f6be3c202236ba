package lesson

import (
	"regexp"
	"strings"

	"mydocker/harness/judge"
)

// attempt is one command that a case ran.
type attempt struct {
	// command is what a person would type.
	command string
	// lines are what it printed and how it ended: "stdout: hello", "exit
	// status 0".
	lines []string
}

// attemptsIn returns the commands that a report has, in their order.
func attemptsIn(report judge.Report) (attempts []attempt) {
	for _, line := range report.Runs {
		text, isOutput := strings.CutPrefix(line, "  ")
		switch {
		case !isOutput:
			attempts = append(attempts, attempt{command: line})
		case len(attempts) > 0:
			last := &attempts[len(attempts)-1]
			last.lines = append(last.lines, text)
		}
	}
	return attempts
}

// What a line of an attempt may be.
var (
	// aWord is one of the words by which a case knows its command, or the
	// probe's answer with one.
	aWord = regexp.MustCompile(`^std(out|err): (kit[0-9a-f]+: )?kit-[0-9a-f]{8}$`)
	// aFailure is that run did not end well.
	aFailure = regexp.MustCompile(`^(exit status ([1-9]|-)|run was ended by signal: )`)
	// killed is that SIGKILL ended run, or what it ran.
	killed = regexp.MustCompile(`^(exit status 137|run was ended by signal: killed)$`)
	// anEmptyFunction is how a program ends at what a starter has left empty.
	anEmptyFunction = regexp.MustCompile(`panic: ([0-9.]+): write (\S+)`)
	// aRefusedFlag is how package flag, and urfave/cli, say that they do not
	// know one. A program may know -ti and not its other spelling.
	aRefusedFlag = regexp.MustCompile(`^std(out|err): .*(flag provided but not defined: -([^i]|i[^t])|Incorrect Usage)`)
	// aHang is how a case says that it has waited in vain.
	aHang = regexp.MustCompile(` did not end within \S+; still running: `)
	// anEnd is that a person has made run end: it is then waited for.
	anEnd = regexp.MustCompile(`^then (.* was typed|run was sent |the command was sent )`)
)

// has reports whether a line of it is like this.
func (a attempt) has(line *regexp.Regexp) bool {
	for _, text := range a.lines {
		if line.MatchString(text) {
			return true
		}
	}
	return false
}

// startsNothing reports whether it failed, or complained, and its command never
// said a word.
func (a attempt) startsNothing() bool {
	complains := strings.Contains(strings.Join(a.lines, "\n"), "stderr: ")
	return !a.has(aWord) && (a.has(aFailure) || complains)
}

// emptyFunction returns the function that a program ended at, since it is still
// empty, and the step that has it to be written; "" if it did not.
func emptyFunction(report judge.Report) (function, step string) {
	if empty := anEmptyFunction.FindStringSubmatch(strings.Join(report.Runs, "\n")); empty != nil {
		return empty[2], empty[1]
	}
	return "", ""
}

func refusesFlag(report judge.Report) bool {
	for _, attempt := range attemptsIn(report) {
		if attempt.has(aRefusedFlag) {
			return true
		}
	}
	return false
}

// hangs reports whether run was waited for in vain, when nothing had been done
// to end it.
func hangs(report judge.Report) bool {
	if len(report.Findings) == 0 || !aHang.MatchString(report.Findings[0].Says) {
		return false
	}
	for _, attempt := range attemptsIn(report) {
		for _, line := range attempt.lines {
			if anEnd.MatchString(line) {
				return false
			}
		}
	}
	return true
}
