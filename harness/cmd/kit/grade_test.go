package main

import (
	"crypto/ed25519"
	"crypto/x509"
	"encoding/pem"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"mydocker/harness/words"
)

// call calls the kit as a person does.
func call(say words.Words, args ...string) error {
	return newApp(say).Run(append([]string{"kit"}, args...))
}

// classroom is where an instructor stands: a class of one submission, and what
// is not as it should be.
func classroom(t *testing.T) string {
	here := t.TempDir()
	t.Setenv("KIT_CALLED_IN", here)
	_, private, err := ed25519.GenerateKey(nil)
	require.NoError(t, err)
	public, err := x509.MarshalPKIXPublicKey(private.Public())
	require.NoError(t, err)
	for file, text := range map[string]string{
		"class/ada/main.go":    "package main\n\nfunc main() { run() }\n",
		"class/notes.txt":      "who has handed in what",
		"twice/ada/main.go":    "package main\n",
		"twice/ada.zip":        "PK",
		"spelled/ada/main.go":  "package main\n",
		"spelled/ada.dialect":  "-x=-mem",
		"none/notes.txt":       "nobody has handed in anything",
		"graded/journal.jsonl": `{"schema":1,"step":"3.1","seed":5,"kit":"ab"}` + "\n",
		"broken/journal.jsonl": "not JSON\n",
		"rubric.yaml":          "seed: 7\n",
		"misspelled.yaml":      "point: 100\n",
		"of-3.3.yaml":          "weights:\n  clause:\n    argv-exact: 2\n",
		"of-others.yaml":       "late:\n  due: 2026-11-01T23:59:00+08:00\n  per-day: 10\n  handed-in:\n    eve: 2026-11-02T08:00:00+08:00\n",
		"text":                 "secret",
		"public.pem":           string(pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: public})),
	} {
		file = filepath.Join(here, file)
		require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o755))
		require.NoError(t, os.WriteFile(file, []byte(text), 0o644))
	}
	require.NoError(t, os.Mkdir(filepath.Join(here, "empty"), 0o755))
	require.NoError(t, os.Symlink("class", filepath.Join(here, "link")))
	return here
}

// tree is all that is in a directory.
func tree(t *testing.T, dir string) (paths []string) {
	require.NoError(t, filepath.WalkDir(dir, func(path string, _ fs.DirEntry, err error) error {
		paths = append(paths, path)
		return err
	}))
	return paths
}

func TestWhatCannotBeGradedIsOneLineAndLeavesNothing(t *testing.T) {
	here := classroom(t)
	before := tree(t, here)
	for _, wrong := range []struct{ args, says string }{
		{"", "one directory of submissions is wanted, and where the results go: kit grade --step 3.2 --out marks class"},
		{"--step 3.2 class", "one directory of submissions is wanted"},
		{"--step 3.2 --out marks", "one directory of submissions is wanted"},
		{"--step 3.2 --out marks class more", "one directory of submissions is wanted"},
		{"--out marks class", `--step: there is no step ""; the steps are 3.1, 3.2, 3.3`},
		{"--step 3.9 --out marks class", `--step: there is no step "3.9"; the steps are 3.1, 3.2, 3.3`},
		{"--step 3.2 --out marks --points 3 class", "flag provided but not defined: -points"},
		{"--step 3.2 --out marks --budget fast class", `invalid value "fast" for flag -budget`},
		{"--step 3.2 --out marks --budget 10ms class", "--budget 10ms: a time of at least a second is wanted, such as 5m"},
		{"--step 3.2 --out marks --budget -5m class", "--budget -5m0s: a time"},
		{"--step 3.2 --out marks --workers all class", `invalid value "all" for flag -workers`},
		{"--step 3.2 --out marks --workers -1 class", "--workers -1: 0 or more is wanted"},
		{"--step 3.2 --out marks --seed x class", "--seed x: a whole number from 0 on is wanted, of at most 64 bits"},
		{"--step 3.2 --out marks --seed -1 class", "--seed -1: a whole number"},
		{"--step 3.2 --out marks --seed 18446744073709551616 class", "--seed 18446744073709551616: a whole number"},
		{"--step 3.2 --out marks --rubric nowhere.yaml class", "--rubric: read the rubric: open HERE/nowhere.yaml: no such file or directory"},
		{"--step 3.2 --out marks --rubric misspelled.yaml class", "--rubric: HERE/misspelled.yaml: line 1: point: there is no such key"},
		{"--step 3.2 --out marks --rubric misspelled.yaml --seed 1 class", "--rubric: HERE/misspelled.yaml: line 1: point"},
		{"--step 3.1 --out marks --rubric of-3.3.yaml class", "--rubric: the rubric weighs clauses that step 3.1 does not ask: argv-exact"},
		{"--step 3.2 --out marks --rubric of-others.yaml class", "--rubric: the rubric says when these were handed in, which nobody did: eve"},
		{"--step 3.2 --out marks --key nowhere.pem class", "--key: read the key: open HERE/nowhere.pem: no such file or directory"},
		{"--step 3.2 --out marks --key text class", "--key: HERE/text: it is no key in PEM"},
		{"--step 3.2 --out marks --key public.pem class", "--key: HERE/public.pem: "},
		{"--step 3.2 --out marks nowhere", "read the submissions: open HERE/nowhere: no such file or directory"},
		{"--step 3.2 --out marks text", "HERE/text: not a directory"},
		{"--step 3.2 --out marks empty", "no submission is in empty: a folder of Go source"},
		{"--step 3.2 --out marks none", "no submission is in none: a folder of Go source"},
		{"--step 3.2 --out marks twice", `HERE/twice: ada and ada.zip would both be "ada": which one counts?`},
		{"--step 3.2 --out marks spelled", `HERE/spelled/ada.dialect: "-x=-mem" is not FLAG=SPELLING`},
		{"--step 3.2 --out text class", "--out HERE/text: it is no directory"},
		{"--step 3.2 --out text/marks class", "--out: read the journal: open HERE/text/marks/journal.jsonl: not a directory"},
		{"--step 3.2 --out class class", "--out HERE/class: it is within HERE/class, and would be taken for a submission"},
		{"--step 3.2 --out class/marks class", "--out HERE/class/marks: it is within HERE/class"},
		{"--step 3.2 --out link/new/marks class", "--out HERE/link/new/marks: it is within HERE/class"},
		{"--step 3.2 --out class/marks link", "--out HERE/class/marks: it is within HERE/link"},
		{"--step 3.1 --out graded class", "--out HERE/graded: results are there already; --resume goes on from them, or name another directory"},
		{"--step 3.2 --out graded --resume class", "--resume: HERE/graded: it was begun on step 3.1, and this is step 3.2: results would not be alike"},
		{"--step 3.1 --out graded --resume --seed 6 class", "--resume: HERE/graded: it was begun with seed 5, and this is seed 6: results would not be alike"},
		{"--step 3.1 --out graded --resume --rubric rubric.yaml class", "it was begun with seed 5, and this is seed 7"},
		{"--step 3.1 --out broken --resume class", "--out: HERE/broken/journal.jsonl, line 1: invalid character"},
	} {
		err := call(words.Words{}, append([]string{"grade"}, strings.Fields(wrong.args)...)...)
		require.ErrorContains(t, err, strings.ReplaceAll(wrong.says, "HERE", here), wrong.args)
		require.Regexp(t, `\Agrade: [^\n]+\z`, err.Error(), wrong.args)
		require.Equal(t, 2, statusOf(err), wrong.args)
		require.Equal(t, before, tree(t, here), wrong.args)
	}
}

func TestWhatCannotBeGradedIsSaidInChinese(t *testing.T) {
	classroom(t)
	chinese, err := words.In("zh")
	require.NoError(t, err)
	for args, says := range map[string]string{
		"":                                      "grade: 要给一个作业目录",
		"--step 3.9 --out marks class":          "没有“3.9”这一步",
		"--step 3.2 --out marks --seed x class": "--seed x：要从 0 起",
		"--step 3.2 --out marks --workers -1 class":  "--workers -1：",
		"--step 3.2 --out marks --budget 10ms class": "--budget 10ms：",
		"--step 3.2 --out marks none":                "none 里没有作业",
		"--step 3.2 --out text class":                "它不是目录",
		"--step 3.2 --out class class":               "会被当成一份作业",
		"--step 3.1 --out graded class":              "里面已经有结果",
	} {
		require.ErrorContains(t, call(chinese, append([]string{"grade"}, strings.Fields(args)...)...), says)
	}
}
