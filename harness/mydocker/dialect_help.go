package mydocker

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
)

// spellings are the names that runtimes have been seen to use, the book's own
// first.
var spellings = []struct {
	flag  string
	names []string
}{
	{"-ti", []string{"ti", "it", "tty", "t"}},
	{"-m", []string{"m", "mem", "memory", "memory-limit"}},
	{"-cpushare", []string{"cpushare", "cpushares", "cpu-share", "cpu-shares", "shares", "cpu", "c"}},
	{"-cpuset", []string{"cpuset", "cpuset-cpus"}},
}

// quotas are the names of limits of CPU time, as percentages or cores, which
// stand where a weight is looked for.
var quotas = []string{"cpu", "c", "cpus", "cpu-quota", "cpuquota", "quota", "cfs-quota", "cpu-percent", "percent"}

// quotaWords tell a quota by its description, whatever its name is.
var quotaWords = regexp.MustCompile(`(?i)quota|percent|%|\bcfs\b|period|how many cpus|number of cpus`)

// terminalWords tell a flag -t that asks for a terminal from another one, such as
// for a time.
var terminalWords = regexp.MustCompile(`(?i)\btty\b|pseudo|terminal|interactive`)

// offer is a flag that a help text offers.
type offer struct {
	spelled string // with its dashes
	about   string
}

// Help returns what a runtime prints for run --help, and whether that ended within
// limit; the error is that it cannot be started.
func (g *Guard) Help(runtime Runtime, limit time.Duration) (help string, ended bool, err error) {
	session, err := g.Start(runtime, Invocation{Args: []string{"run", "--help"}})
	if err != nil {
		return "", false, err
	}
	session.Stdin.Close()
	result, err := session.WaitUpTo(limit)
	return result.Stdout + result.Stderr, err == nil, nil
}

// ReadDialect learns how a runtime spells its flags from what its
// `run --help` prints.
func ReadDialect(help string) Dialect {
	dialect := Dialect{Spelled: map[string]string{}, Other: map[string]string{}, Source: "from its run --help"}
	offered := offers(help)
	// urfave/cli lists a flag with two dashes, and takes one as well, which is
	// how the book has it.
	if strings.Contains(help, "\nOPTIONS:") {
		for name := range offered {
			offered[name] = offer{"-" + name, offered[name].about}
		}
	}
	if len(offered) == 0 {
		return Dialect{Source: "its run --help names no flag"}
	}
	for _, spelling := range spellings {
		for _, name := range spelling.names {
			found, ok := offered[name]
			if !ok || spelling.flag == "-cpushare" && isQuota(name, found) || name == "t" && !terminalWords.MatchString(found.about) {
				continue
			}
			if found.spelled != spelling.flag {
				dialect.Spelled[spelling.flag] = found.spelled
			}
			break
		}
	}
	// A terminal and stdin may be two flags: Docker's -ti is -t and -i.
	_, spelledTogether := firstOf(offered, "ti", "it")
	terminal, hasTerminal := firstOf(offered, "t", "tty")
	stdin, hasStdin := firstOf(offered, "i", "interactive")
	if !spelledTogether && hasTerminal && hasStdin {
		dialect.Spelled["-ti"] = terminal.spelled + " " + stdin.spelled
	}
	if !slices.ContainsFunc(spellings[2].names, func(name string) bool {
		found, ok := offered[name]
		return ok && !isQuota(name, found)
	}) {
		if quota, found := firstOf(offered, quotas...); found {
			dialect.Other["-cpushare"] = fmt.Sprintf("%s: %q, a limit of CPU time and no weight", quota.spelled, quota.about)
		}
	}
	return dialect
}

func firstOf(offered map[string]offer, names ...string) (offer, bool) {
	for _, name := range names {
		if found, ok := offered[name]; ok {
			return found, true
		}
	}
	return offer{}, false
}

// isQuota reports whether a flag is a limit of CPU time.
func isQuota(name string, flag offer) bool {
	return slices.Contains(quotas, name) && (name != "cpu" && name != "c" || quotaWords.MatchString(flag.about))
}

var (
	// A line that begins with a flag lists it, and what it is about stands
	// behind two spaces or a tab, or on the next line.
	flagLine = regexp.MustCompile(`^\s*(-{1,2}[a-zA-Z].*?)(?:\s*\t|\s{2,}|\s*$)(.*)`)
	// A usage line has flags in brackets.
	flagInUsage = regexp.MustCompile(`[\[(|]\s*(-{1,2}[a-zA-Z][-\w]*)`)
	flagWord    = regexp.MustCompile(`(?:^|[\s,|])(-{1,2})([a-zA-Z][-\w]*)`)
)

// offers returns the flags of a help text by their names.
func offers(help string) map[string]offer {
	offered := map[string]offer{}
	add := func(words, about string) {
		for _, match := range flagWord.FindAllStringSubmatch(words, -1) {
			if _, known := offered[match[2]]; !known || about != "" {
				offered[match[2]] = offer{match[1] + match[2], about}
			}
		}
	}
	lines := strings.Split(help, "\n")
	for i, line := range lines {
		for _, match := range flagInUsage.FindAllStringSubmatch(line, -1) {
			add(match[1], "")
		}
		if match := flagLine.FindStringSubmatch(line); match != nil {
			about := strings.TrimSpace(match[2])
			if about == "" && i+1 < len(lines) && !flagLine.MatchString(lines[i+1]) {
				about = strings.TrimSpace(lines[i+1])
			}
			add(match[1], about)
		}
	}
	return offered
}
