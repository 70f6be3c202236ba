package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os/exec"
	"time"

	"mydocker/harness/words"
)

// ownSuitesWait is how long the tests of a package may take.
const ownSuitesWait = 2 * time.Minute

// ownSuites runs the suites in the program's own source, and says how many of
// its tests pass. The process that says it is the program author's.
func ownSuites(ctx context.Context, dir string, say words.Words) string {
	test := exec.CommandContext(ctx, "go", "test", "-json", "-count=1", "-timeout", ownSuitesWait.String(), "-skip", "^TestConformance$", "./...")
	test.Dir = dir
	test.WaitDelay = time.Second
	output, _ := test.Output() // that one fails is what is asked
	if ctx.Err() != nil {
		return ""
	}
	passed, failed, broken := count(output)
	switch values := (words.Values{"Passed": passed, "All": passed + failed, "Broken": broken}); {
	case passed+failed > 0 && broken > 0:
		return say.Say("test.own-suites-part", values)
	case passed+failed > 0:
		return say.Say("test.own-suites", values)
	case broken > 0:
		return say.Say("test.own-suites-fail")
	}
	return say.Say("test.own-suites-none")
}

// count counts the tests in the output of go test -json. Broken are packages that
// failed without any.
func count(output []byte) (passed, failed, broken int) {
	failing := map[string]bool{}
	for decoder := json.NewDecoder(bytes.NewReader(output)); ; {
		var event struct{ Action, Package, Test string }
		if decoder.Decode(&event) != nil {
			return passed, failed, broken
		}
		switch {
		case event.Action == "pass" && event.Test != "":
			passed++
		case event.Action == "fail" && event.Test != "":
			failed++
			failing[event.Package] = true
		case event.Action == "fail" && !failing[event.Package]:
			broken++
		}
	}
}
