package lesson

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"mydocker/harness/judge"
	"mydocker/harness/words"
)

// mounts are lines as /proc/PID/mountinfo has them.
func mounts(n int) (lines []string) {
	for i := range n {
		lines = append(lines, fmt.Sprintf("%d 25 0:%d / /mnt/%d rw,relatime shared:%d - tmpfs tmpfs rw", 100+i, i, i, i))
	}
	return lines
}

// saysOf is what a failed assertion of testify says, as the judge reads it.
func saysOf(assertion func(assert.TestingT)) judge.Finding {
	var said sayings
	assertion(&said)
	var lines []string
	for _, line := range strings.Split(string(said), "\n") {
		lines = append(lines, "        "+line)
	}
	return judge.ReadReport(strings.Join(lines, "\n")).Findings[0]
}

type sayings string

func (s *sayings) Errorf(format string, args ...any) { *s += sayings(fmt.Sprintf(format, args...)) }

func TestLongListIsCutInWhateverWayItWasPrinted(t *testing.T) {
	many := mounts(40)
	for name, finding := range map[string]judge.Finding{
		"lines":         saysOf(func(t assert.TestingT) { assert.NotContains(t, strings.Join(many, "\n"), "\n113 ") }),
		"slice":         saysOf(func(t assert.TestingT) { assert.Contains(t, many, "/proc") }),
		"what is left":  saysOf(func(t assert.TestingT) { assert.Empty(t, leftOf(many)) }),
		"message":       saysOf(func(t assert.TestingT) { assert.Fail(t, fmt.Sprintf("left: %v", leftOf(many))) }),
		"compared":      saysOf(func(t assert.TestingT) { assert.Equal(t, many, []string{"/"}) }),
		"same elements": saysOf(func(t assert.TestingT) { assert.ElementsMatch(t, append(many, "/proc"), many) }),
	} {
		for language, more := range map[string]string{"en": "… and 37 more", "zh": "……还有 37 项"} {
			text := writtenOf(t, language, finding)
			require.Contains(t, text, more, name)
			for _, shown := range many[:3] {
				require.Contains(t, text, shown, name)
			}
			require.NotContains(t, text, many[3], name)
			require.Less(t, len(text), 1500, name)
		}
	}
}

func TestShortListStays(t *testing.T) {
	few := mounts(3)
	finding := saysOf(func(t assert.TestingT) { assert.Empty(t, leftOf(few)) })
	require.Equal(t, finding.Says, shortText(words.Words{}, finding.Says))
	finding = saysOf(func(t assert.TestingT) { assert.Contains(t, "1 2 3 4 5 6", "7") })
	require.Equal(t, finding.Says, shortText(words.Words{}, finding.Says))
	long := strings.Repeat("no list at all ", 100)
	require.Equal(t, long, shortText(words.Words{}, long))
}

func leftOf(values []string) (list []string) {
	for _, value := range values {
		list = append(list, "mount left: "+value)
	}
	return list
}

// writtenOf is how a lesson with this finding is written.
func writtenOf(t *testing.T, language string, finding judge.Finding) string {
	return written(t, language, Lesson{Clause: clause("own-uts"), Report: judge.Report{Findings: []judge.Finding{finding}}})
}
