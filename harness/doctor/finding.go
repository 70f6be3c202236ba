// Package doctor says what this machine has, and lacks, of what the kit needs,
// and mends what a runtime has broken in it.
package doctor

import (
	"os"
	"strings"

	"mydocker/harness/host"
	"mydocker/harness/words"
)

// State says what a finding means for the tests.
type State int

const (
	// Found is what is needed, and there.
	Found State = iota
	// Missing is what is needed, and not there: the machine is not fit.
	Missing
	// Note is what is good to know.
	Note
)

// Finding is one thing about this machine, in a person's language.
type Finding struct {
	State State
	// Name is what it is about, and Items which of that, if there are several:
	// "programs", and "ps", "stress".
	Name  string
	Items []string
	// Text is what is wrong or good to know, "" if nothing is.
	Text string
	// Command is the one that mends it; where none does, Advice says what to do.
	Command, Advice string
}

// Needs returns a finding for each kind of requirement that is met, and one
// for each cause that some are not.
func Needs(say words.Words, requirements []host.Requirement) (findings []Finding) {
	for _, requirement := range requirements {
		next := examine(say, requirement)
		if last := len(findings) - 1; last >= 0 && findings[last].like(next) {
			findings[last].Items = append(findings[last].Items, next.Items...)
			continue
		}
		findings = append(findings, next)
	}
	return findings
}

func examine(say words.Words, requirement host.Requirement) Finding {
	id := "need." + requirement.ID
	finding := Finding{Name: say.Of(id+".name", requirement.Kind)}
	if requirement.Item != "" {
		finding.Items = []string{requirement.Item}
	}
	cause := requirement.Cause()
	if cause == nil {
		return finding
	}
	finding.State = Missing
	finding.Text = say.Of("cause."+cause.ID, cause.Error(), cause.Values)
	finding.Command = asWhoIs(os.Geteuid(), cause.Command)
	if finding.Command == "" {
		finding.Advice = say.Of(id+".remedy", requirement.Remedy)
	}
	return finding
}

// asWhoIs returns the command as that user gives it: root needs no sudo, and
// may have none.
func asWhoIs(user int, command string) string {
	if user == 0 {
		return strings.ReplaceAll(command, "sudo ", "")
	}
	return command
}

// like reports whether two findings are one, but for the items and the advice.
func (f Finding) like(other Finding) bool {
	return f.State == other.State && f.Name == other.Name && f.Text == other.Text && f.Command == other.Command
}
