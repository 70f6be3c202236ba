package classpage

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"mydocker/harness/conformance"
	"mydocker/harness/result"
	"mydocker/harness/words"
)

// hostileText is what a stranger may be called, or print.
const hostileText = `</pre><script>alert(1)</script>"'><img src=x onerror=alert(2)>{{.}}javascript:alert(3)`

// class is one of students that keep all but what is named.
func class(lose map[string][]string) result.Class {
	c := result.Class{Schema: result.Schema, Step: "3.2", Kit: "ab", Seed: 1}
	for number := range len(lose) {
		name := fmt.Sprintf("student %d", number)
		one := result.Submission{Name: name, Outcome: result.Graded}
		for _, clause := range conformance.Catalogue()[:20] {
			verdict := result.Passed
			for _, lost := range lose[name] {
				if lost == clause.ID {
					verdict = result.Failed
				}
			}
			one.Clauses = append(one.Clauses, result.Clause{ID: clause.ID, Promise: clause.Promise, Step: clause.Step, Level: string(clause.Level), Verdict: verdict})
		}
		c.Submissions = append(c.Submissions, one)
	}
	return c
}

func written(t *testing.T, c result.Class, say words.Words) string {
	var text bytes.Buffer
	require.NoError(t, Write(&text, c, say))
	return text.String()
}

func TestWhoFailedAlikeIsOneGroupUnlessItIsKnown(t *testing.T) {
	c := class(map[string][]string{
		"student 0": {"own-uts", "own-net"}, "student 1": {}, "student 2": {"own-uts", "own-net"}, "student 3": {"own-uts"}, "student 4": {"exit-status"},
	})
	c.Submissions[3].Slips = []string{"no-uts"}
	require.Equal(t, []group{
		{Failed: []string{"own-uts", "own-net"}, Students: []string{"student 0", "student 2"}},
		{Failed: []string{"exit-status"}, Students: []string{"student 4"}},
	}, groups(c))
}

func TestClausesAreCounted(t *testing.T) {
	c := class(map[string][]string{"student 0": {"own-uts"}, "student 1": {"own-uts", "own-net"}})
	c.Submissions[0].Clauses[0].Verdict = result.NotAsked
	broken := class(map[string][]string{"student 0": {"own-pid"}}).Submissions[0]
	broken.Outcome = result.NotBuilt
	c.Submissions = append(c.Submissions, result.Submission{Name: "nobody", Outcome: result.NotGraded}, broken)
	v, err := newView(c, words.Words{})
	require.NoError(t, err)
	kept := map[string]string{}
	for _, clause := range v.Clauses {
		kept[clause.ID] = fmt.Sprintf("%d/%d", clause.Kept, clause.Asked)
	}
	require.Equal(t, "0/2", kept["own-uts"])
	require.Equal(t, "1/2", kept["own-net"])
	require.Equal(t, "1/1", kept[c.Submissions[0].Clauses[0].ID])
	require.Equal(t, "own-uts", v.Hardest[0].ID)
	require.Len(t, v.Nobody, 1)
	require.Len(t, v.Everyone, 18)
}

func TestWhatAStrangerWroteIsText(t *testing.T) {
	c := class(map[string][]string{"student 0": {"own-uts"}})
	one := &c.Submissions[0]
	one.Name, one.Message, one.Left, one.Slips = hostileText, hostileText, []string{hostileText}, []string{hostileText}
	for i := range one.Clauses {
		one.Clauses[i].Report, one.Clauses[i].Promise = hostileText, hostileText
	}
	page := written(t, c, words.Words{})
	require.NotContains(t, page, "<script")
	require.NotContains(t, page, "<img")
	require.NotContains(t, page, `href="javascript`)
	require.Contains(t, page, "&lt;script&gt;alert(1)")
}

func TestPageSpeaksEachLanguage(t *testing.T) {
	c := class(map[string][]string{"student 0": {"own-uts"}, "student 1": {}})
	for language, wants := range map[string]string{"en": "Who kept what", "zh": "谁守住了什么"} {
		say, err := words.In(language)
		require.NoError(t, err)
		page := written(t, c, say)
		require.Contains(t, page, `<html lang="`+language)
		require.Contains(t, page, wants)
	}
}

// report is what a case in a sandbox prints that has failed.
const report = `    namespaces.go:73: 
        	Error Trace:	/kit/harness/conformance/namespaces.go:73
        	Error:      	Should be empty, but was [mount left: /mnt]
        	Test:       	TestConformance/Namespaces/TestHostnameSetInsideStaysInside
        	Messages:   	the working directory of the command
    suite.go:108: 
        clause hostname-kept (3.1, book)
          a hostname set inside is not the host's
        what was run; repeat it as root, in /kit:
          scripts/guarded /opt/mydocker run -ti /opt/probe
            stderr: exit status 7
            exit status 1
        means
          the first container that names itself renames the machine
`

var (
	tag     = regexp.MustCompile(`(?s)<(style|title|head)>.*?</(style|title|head)>|<[^>]*>`)
	chinese = regexp.MustCompile(`\p{Han}`)
)

func TestAReportIsReadByItsParts(t *testing.T) {
	c := class(map[string][]string{"student 0": {"own-uts"}})
	for i := range c.Submissions[0].Clauses {
		c.Submissions[0].Clauses[i].Report = report
	}
	say, err := words.In("zh")
	require.NoError(t, err)
	page := written(t, c, say)
	require.Contains(t, page, "<dd>命令的工作目录</dd>")
	require.Contains(t, page, "<dd>应为空，实际是 [多出的挂载：/mnt]</dd>")
	require.Contains(t, page, "<pre>/opt/mydocker run -ti /opt/probe\n  stderr: exit status 7\n  退出状态 1</pre>")
	require.NotContains(t, page, "Error Trace")
	english := written(t, c, words.Words{})
	require.Contains(t, english, "<dd>the working directory of the command</dd>")
	require.Contains(t, english, "  stderr: exit status 7\n  exit status 1</pre>")
}

// What is in English on a page in Chinese is what students wrote, what compilers
// said, and names.
func TestPageInChineseIsInChinese(t *testing.T) {
	lost := map[string][]string{}
	for i, clause := range conformance.Catalogue()[:20] {
		lost[fmt.Sprintf("student %d", i)] = []string{clause.ID}
	}
	c := class(lost)
	for i := range c.Submissions {
		c.Submissions[i].Slips = []string{"no-uts"}
		for j := range c.Submissions[i].Clauses {
			c.Submissions[i].Clauses[j].Report = report
		}
	}
	c.Submissions = append(c.Submissions,
		result.Submission{Name: "broken", Outcome: result.NotBuilt, Message: "no package main in it", Left: []string{"notes.txt"}},
		result.Submission{Name: "nobody", Outcome: result.NotGraded}, result.Submission{Name: "out", Outcome: result.NotTaken, Message: `the name "../x" leads out of the submission`})
	say, err := words.In("zh")
	require.NoError(t, err)
	page := written(t, c, say)
	for _, line := range strings.Split(tag.ReplaceAllString(page, "\n"), "\n") {
		if inWords.MatchString(line) && !chinese.MatchString(line) {
			require.Regexp(t, `^( *(stderr|stdout): .*|/opt/mydocker .*|student \d+.*)$`, line)
		}
	}
	require.Contains(t, page, "里面没有 package main")
	require.Contains(t, page, "通向作业之外")
}

// inWords is a line of two words and more, in small letters.
var inWords = regexp.MustCompile(`(^|[^-./\w])[a-z]{2,} [a-z]{2,}`)
