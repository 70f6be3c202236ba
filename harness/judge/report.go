package judge

import "strings"

// Report is what a failed case says, by its parts.
type Report struct {
	// Findings are what was seen and should not have been.
	Findings []Finding `json:"findings"`
	// Runs are the commands that were run, and under each, indented, what
	// it printed and how it ended.
	Runs []string `json:"runs"`
}

// Finding is one thing that was seen.
type Finding struct {
	// What was looked at: "the umask, outside and inside".
	What string `json:"what,omitempty"`
	// Wanted and Got are given if the two were compared.
	Wanted string `json:"wanted,omitempty"`
	Got    string `json:"got,omitempty"`
	// Says is what there is to say otherwise.
	Says string `json:"says,omitempty"`
}

// ReadReport reads the output of a failed case: blocks of testify, and the
// report of the suite.
func ReadReport(output string) Report {
	var report Report
	lines := strings.Split(output, "\n")
	for i := 0; i < len(lines); i++ {
		text := strings.TrimSpace(lines[i])
		switch {
		case strings.HasPrefix(text, "Error Trace:"):
			var block []string
			for ; i < len(lines) && strings.HasPrefix(strings.TrimLeft(lines[i], " "), "\t"); i++ {
				block = append(block, strings.TrimLeft(lines[i], " "))
			}
			i--
			report.Findings = append(report.Findings, readFinding(block))
		case strings.HasPrefix(text, "what was run; repeat it"):
			indent := ""
			for i++; i < len(lines) && strings.TrimSpace(lines[i]) != "means"; i++ {
				if len(report.Runs) == 0 {
					indent = lines[i][:len(lines[i])-len(strings.TrimLeft(lines[i], " "))]
				}
				report.Runs = append(report.Runs, strings.TrimPrefix(lines[i], indent))
			}
		}
	}
	return report
}

// readFinding reads a block of testify: a label, a tab, and text; lines
// without a label go on with the text above.
func readFinding(block []string) Finding {
	parts := map[string][]string{}
	label := ""
	for _, line := range block {
		begin, rest, _ := strings.Cut(strings.TrimPrefix(line, "\t"), "\t")
		if name, isLabel := strings.CutSuffix(strings.TrimSpace(begin), ":"); isLabel {
			label = name
		}
		parts[label] = append(parts[label], strings.TrimRight(rest, " \t"))
	}
	finding := Finding{What: strings.TrimSpace(strings.Join(parts["Messages"], "\n"))}
	says := strings.TrimSpace(strings.Join(parts["Error"], "\n"))
	rest, compared := strings.CutPrefix(says, "Not equal:")
	if !compared {
		finding.Says = says
		return finding
	}
	rest, _, _ = strings.Cut(rest, "\n\nDiff:")
	wanted, got, _ := strings.Cut(rest, "\nactual  : ")
	finding.Wanted = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(wanted), "expected: "))
	finding.Got = strings.TrimSpace(got)
	return finding
}
