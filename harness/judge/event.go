package judge

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"path"
	"strings"
	"time"

	"mydocker/harness/conformance"
)

// Event is that a case has begun, or ended.
type Event struct {
	// Head is, before all cases and without one, what the suites have taken
	// the runtime for: its flags.
	Head string
	// Case is the method of a suite: "TestUtsNamespaceIsItsOwn".
	Case   string
	Clause conformance.Clause
	Ended  bool
	// Verdict is how it ended: "" if it was no question for this runtime.
	Verdict conformance.Verdict
	// BlockedBy is the clause that it rests on and that is broken, if it is
	// Blocked.
	BlockedBy string
	Took      time.Duration
	// Output is all that the case printed.
	Output string
}

// listen runs the compiled suites, tells of each case, and returns all that
// was printed. That the suites fail is no error.
func listen(test *exec.Cmd, tell func(Event)) ([]byte, error) {
	convert := exec.Command("go", "tool", "test2json", "-t")
	lines, out := io.Pipe()
	printed, err := convert.StdinPipe()
	if err != nil {
		return nil, err
	}
	var complaint bytes.Buffer
	framed := &frames{to: printed} // one for both: exec.Cmd then gives them one pipe
	test.Stdout, test.Stderr = framed, framed
	convert.Stdout, convert.Stderr = out, &complaint
	if err := convert.Start(); err != nil {
		return nil, fmt.Errorf("read what the suites print: %w", err)
	}
	go func() {
		test.Run()
		printed.Close()
		out.CloseWithError(convert.Wait())
	}()
	output, err := read(lines, tell)
	if err != nil {
		return output, fmt.Errorf("read what the suites print: %w %s", err, complaint.String())
	}
	return output, nil
}

// What is kept of what the suites print, in bytes: a runtime may print without
// end, and a case that fails shows some of it.
const (
	mostPrinted = 64 << 20
	mostOfACase = 1 << 20
)

// read reads the lines of go tool test2json.
func read(lines io.Reader, tell func(Event)) ([]byte, error) {
	var all bytes.Buffer
	printed := map[string]*strings.Builder{}
	for decoder := json.NewDecoder(lines); ; {
		var line struct {
			Action, Test, Output string
			Elapsed              float64
		}
		switch err := decoder.Decode(&line); {
		case errors.Is(err, io.EOF):
			return all.Bytes(), nil
		case err != nil:
			return all.Bytes(), err
		}
		if all.Len() < mostPrinted {
			all.WriteString(line.Output)
		}
		name := path.Base(line.Test)
		clause, isCase := conformance.FindClause(name)
		if !isCase {
			if _, head, isHead := strings.Cut(line.Output, "its flags: "); isHead {
				tell(Event{Head: strings.TrimSpace(head)})
			}
			continue
		}
		if printed[name] == nil {
			printed[name] = new(strings.Builder)
		}
		switch line.Action {
		case "run":
			tell(Event{Case: name, Clause: clause})
		case "output":
			if printed[name].Len() < mostOfACase {
				printed[name].WriteString(line.Output)
			}
		case "pass", "fail", "skip":
			event := Event{
				Case: name, Clause: clause, Ended: true, Verdict: verdict(line.Action, printed[name].String()),
				Took: time.Duration(line.Elapsed * float64(time.Second)), Output: printed[name].String(),
			}
			if event.Verdict == conformance.Blocked { // a runtime may print the same words
				event.BlockedBy = blockedBy(event.Output)
			}
			tell(event)
		}
	}
}

// blockedBy is the clause that a blocked case names: see Suite.Blocked.
func blockedBy(output string) string {
	_, clause, _ := strings.Cut(output, "blocked: it rests on ")
	clause, _, _ = strings.Cut(clause, ",")
	return clause
}

// verdict is what a case's end means, by the words that a skipped case gives
// as its reason.
func verdict(action, output string) conformance.Verdict {
	switch {
	case action == "pass":
		return conformance.Passed
	case strings.Contains(output, "an error of the kit, not of the runtime"):
		return conformance.KitError
	case action == "fail":
		return conformance.Failed
	case strings.Contains(output, "blocked: "):
		return conformance.Blocked
	case strings.Contains(output, "not run: "):
		return conformance.NotRun
	}
	return ""
}
