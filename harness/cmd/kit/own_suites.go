package main

import (
	"bytes"
	"encoding/json"
	"os/exec"

	"mydocker/harness/words"
)

// ownSuites runs the suites in the program's own source, and says how many of
// its tests pass. The process that says it is the program author's.
func ownSuites(dir string, say words.Words) string {
	test := exec.Command("go", "test", "-json", "-count=1", "-skip", "^TestConformance$", "./...")
	test.Dir = dir
	output, _ := test.Output() // that one fails is what is asked
	passed, failed, broken := count(output)
	switch {
	case passed+failed > 0:
		return say.Say("test.own-suites", words.Values{"Passed": passed, "All": passed + failed})
	case broken:
		return say.Say("test.own-suites-fail")
	}
	return say.Say("test.own-suites-none")
}

// count counts the tests in the output of go test -json. Broken is that a
// package failed without any.
func count(output []byte) (passed, failed int, broken bool) {
	for decoder := json.NewDecoder(bytes.NewReader(output)); ; {
		var event struct{ Action, Test string }
		if decoder.Decode(&event) != nil {
			return passed, failed, broken
		}
		switch {
		case event.Action == "pass" && event.Test != "":
			passed++
		case event.Action == "fail" && event.Test != "":
			failed++
		case event.Action == "fail":
			broken = true
		}
	}
}
