package main

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"mydocker/harness/words"
)

// misuses are command lines that no command takes, and what is said of them.
var misuses = map[string]string{
	"nosuch":                           `there is no command "nosuch"; kit help lists those that there are`,
	"help nosuch":                      `there is no command "nosuch"; kit help lists those that there are`,
	"--nosuch":                         "flag provided but not defined: -nosuch",
	"doctor x":                         `doctor: "x": it takes flags alone`,
	"progress x":                       `progress: "x": it takes flags alone`,
	"flakes x":                         `flakes: "x": it takes flags alone`,
	"mutants x":                        `mutants: "x": it takes flags alone`,
	"flakes --n 1":                     "flakes: -n 1: half of the runs",
	"flakes --n many":                  `flakes: invalid value "many" for flag -n: parse error`,
	"flakes --n":                       "flakes: flag needs an argument: -n",
	"mutants --step 3.9":               `mutants: --step "3.9": not one of 3.1`,
	"mutants --only none":              `mutants: --only: there is no "none"`,
	"mutants --sample -1":              "mutants: --sample -1: 0 or more is wanted",
	"bench x":                          `bench: "x": it takes flags alone`,
	"bench --rounds 0":                 "bench: --rounds 0: 1 or more is wanted",
	"bench --class 10":                 "bench: --class 10: 20 or more is wanted",
	"bench --mutants -1":               "bench: --mutants -1: 1 or more is wanted",
	"bench --write /no/such/page.md":   `bench: --write "/no/such/page.md": stat /no/such: no such file`,
	"bench --write /":                  `bench: --write "/": is a directory`,
	"bench --only start,stop":          `bench: --only "start,stop": there is no "stop", but start, memory`,
	"test":                             "test: one directory or binary is wanted",
	"test --nosuch":                    "test: flag provided but not defined: -nosuch",
	"test --step 3.9 .":                `test: --step: there is no step "3.9"`,
	"test --step 3.1 no/such":          "test: there is no no/such",
	"test --watch=maybe .":             `test: invalid boolean value "maybe" for -watch: parse error`,
	"test --watch --json --step 3.1 .": "test: --watch --json: one document",
	"start 3.1":                        "start: a step and a directory are wanted",
	"start --from . 3.1 new":           "start: 3.1 is the first step",
	"start 3.9 new":                    `start: there is no step "3.9"`,
	"diff 3.1":                         "diff: step 3.1 is the first",
	"diff --write 3.2":                 "diff: --write writes those of all steps",
	"look 1 2":                         "look: one PID or BINARY is wanted",
	"trace 3.1":                        "trace: a step and a command are wanted",
	"trace 3.9 -- ls":                  `trace: there is no step "3.9"`,
	"trace --with no/such 3.1 -- ls":   "trace: there is no no/such",
	"grade":                            "grade: one directory of submissions is wanted",
	"report csv":                       "report: a format and results are wanted",
}

func TestWhatACommandDoesNotTakeIsOneLineAndStatusTwo(t *testing.T) {
	for line, says := range misuses {
		err := call(inEnglish(t), strings.Fields(line)...)
		require.ErrorContains(t, err, says, line)
		require.NotContains(t, err.Error(), "\n", line)
		require.Equal(t, 2, statusOf(err), line)
	}
}

// Those of maintainers speak English of their own settings.
func TestWhatACommandDoesNotTakeIsSaidInChinese(t *testing.T) {
	say, err := words.In("zh")
	require.NoError(t, err)
	for line := range misuses {
		if !strings.HasPrefix(line, "mutants --") && !strings.HasPrefix(line, "bench --") && line != "flakes --n 1" {
			require.Regexp(t, `\p{Han}`, call(say, strings.Fields(line)...).Error(), line)
		}
	}
}

func TestHelpIsInThePersonsLanguage(t *testing.T) {
	say, err := words.In("zh")
	require.NoError(t, err)
	for line, says := range map[string]string{
		"": "列出全部命令", "-h": "（供维护者）", "--help": "显示帮助", "help": "列出全部命令", "h": "列出全部命令", "test -h": "从外部逐个条款检验", "help test": "从外部逐个条款检验",
	} {
		var shown strings.Builder
		app := newApp(say)
		app.Writer = &shown
		require.NoError(t, app.Run(append([]string{"kit"}, strings.Fields(line)...)), line)
		require.Contains(t, shown.String(), says, line)
	}
}
