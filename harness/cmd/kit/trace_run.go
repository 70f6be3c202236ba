package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"mydocker/harness/conformance"
	"mydocker/harness/mydocker"
	"mydocker/harness/terminal"
	"mydocker/harness/trace"
	"mydocker/harness/words"
)

// tracer runs runtimes with one command line.
type tracer struct {
	kit, work     string
	args, command []string
	toFile        bool // the picture goes there, and nothing else to stdout
	say           words.Words
}

// life returns the life of one run of the runtime at path, a binary or the
// directory of its source, and what the runtime is called.
func (t tracer) life(path, name string) (trace.Life, string, error) {
	file, err := os.Stat(path)
	if err != nil {
		return trace.Life{}, name, fmt.Errorf("trace: %w", err)
	}
	if file.IsDir() {
		binary := filepath.Join(t.work, name)
		if err := mydocker.Build(path, binary); err != nil {
			return trace.Life{}, name, fmt.Errorf("trace: %w", err)
		}
		path = binary
	}
	runtime := mydocker.Runtime{Path: path}
	if runtime.Dialect, err = conformance.DialectOf(runtime); err != nil {
		return trace.Life{}, name, fmt.Errorf("trace: %w", err)
	}
	recording, err := trace.Record(t.kit, runtime, t.args, trace.Patience())
	if err != nil {
		return trace.Life{}, name, fmt.Errorf("trace: %w", err)
	}
	life, err := trace.Watch(recording.Calls, path, t.command)
	if err != nil {
		why := inALine(recording.Stderr)
		return life, name, errors.New(t.say.Say("trace.never-started", words.Values{"Name": name, "Why": why}))
	}
	t.tell(recording, name)
	return life, name, nil
}

// tell prints how the run went, besides what the picture shows.
func (t tracer) tell(recording trace.Recording, name string) {
	if recording.Hung {
		fmt.Fprintln(stdout, t.say.Say("trace.hung", words.Values{"Name": name, "Seconds": int(trace.Patience().Seconds())}))
	}
	output := strings.TrimRight(recording.Stdout+recording.Stderr, "\n")
	if t.toFile || output == "" {
		return
	}
	const most = 8
	lines := strings.Split(output, "\n")
	fmt.Fprintln(stdout, t.say.Say("trace.printed", words.Values{"Name": name}))
	for i, line := range lines {
		if i == most {
			fmt.Fprintln(stdout, "  ...")
			break
		}
		fmt.Fprintln(stdout, "  "+terminal.Cut(terminal.PrintableLines(line), 96))
	}
	fmt.Fprintln(stdout)
}

// inALine is the beginning of what a program has printed: a panic and its trace
// are several lines, with tabs.
func inALine(text string) string {
	return terminal.Cut(terminal.Printable(strings.Join(strings.Fields(text), " ")), 200)
}
