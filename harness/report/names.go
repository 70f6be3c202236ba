package report

import (
	"crypto/sha256"
	"fmt"
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"mydocker/harness/result"
)

// longestFile is how long a file's name may be before its ending, in bytes: a
// file system takes 255 in all.
const longestFile = 120

// fileNames returns a name for each submission's files: of letters, digits and
// - _ . alone, with none of these in front, no two the same where upper and
// lower case are, and none that is a device to Windows.
func fileNames(submissions []result.Submission) []string {
	return unique(submissions, folded, func(name string) string {
		kept := strings.Map(func(char rune) rune {
			if unicode.IsLetter(char) || unicode.IsDigit(char) || unicode.IsMark(char) || strings.ContainsRune("-_.", char) {
				return char
			}
			return '_'
		}, norm.NFC.String(strings.ToValidUTF8(firstOf(name, longestName), "_")))
		return strings.Trim(kept[:wholeRunes(kept, longestFile)], "-_.")
	})
}

// labels returns what each submission is called in a report: one line, and no
// other's.
func labels(submissions []result.Submission) []string {
	return unique(submissions, asIs, func(name string) string { return line(name, longestName) })
}

// device is a name that Windows takes for a device, whatever ends it.
var device = regexp.MustCompile(`(?i)^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)`)

// unique makes names by a rule, no two of them the same by another. One that is
// not what the submission is called has a hash of that behind it, and so has one
// that somebody has already.
func unique(submissions []result.Submission, same, rule func(string) string) []string {
	taken, names := map[string]bool{}, make([]string, len(submissions))
	for i, submission := range submissions {
		made := rule(submission.Name)
		name := made
		if made == "" || made != submission.Name || device.MatchString(made) {
			name = withHash(made, submission.Name, 0)
		}
		for try := 1; taken[same(name)]; try++ {
			name = withHash(made, submission.Name, try)
		}
		taken[same(name)], names[i] = true, name
	}
	return names
}

// folded is the same for names that a file system may take for the same.
func folded(name string) string { return cases.Fold().String(norm.NFKC.String(name)) }

func asIs(name string) string { return name }

func withHash(made, name string, try int) string {
	hash := sha256.Sum256(fmt.Appendf(nil, "%d %s", try, name))
	return strings.TrimLeft(fmt.Sprintf("%s-%x", device.ReplaceAllString(made, "${1}_"), hash[:5]), "-")
}

func firstOf(text string, most int) string { return text[:wholeRunes(text, most)] }
