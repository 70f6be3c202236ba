package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/urfave/cli"

	"mydocker/harness/mydocker"
	"mydocker/harness/stages"
	"mydocker/harness/starter"
	"mydocker/harness/terminal"
	"mydocker/harness/words"
)

// trial is a person's program while it is tested.
type trial struct {
	*workshop
	program string // its path: a directory, or a binary
	named   string // as the person named it
	source  string // its directory, "" if it is a binary
	step    string
	ours    bool     // it is asked all that the chapter's programs are
	keep    string   // where it is built, and what its cases ran is kept
	held    *os.File // the lock of that, until this process ends
	binary  string
	flags   string // what the suites have taken its flags for
	say     words.Words
	style   terminal.Style
}

func newTrial(given *cli.Context, say words.Words) (*trial, error) {
	if given.NArg() != 1 {
		return nil, errors.New(say.Say("test.wanted"))
	}
	if given.Bool("watch") && given.Bool("json") {
		return nil, errors.New(say.Say("test.watch-json"))
	}
	t := &trial{named: given.Args().First(), step: given.String("step"), say: say, style: terminal.StyleOf(os.Stdout)}
	t.program = fromCaller(t.named)
	file, err := os.Stat(t.program)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, errors.New(say.Say("test.not-there", words.Values{"Program": t.named}))
	}
	if err != nil {
		return nil, err
	}
	if !file.IsDir() && (!file.Mode().IsRegular() || file.Mode()&0o111 == 0) {
		return nil, errors.New(say.Say("test.no-program", words.Values{"Program": t.named}))
	}
	if !file.IsDir() && !runnable(t.program) {
		return nil, errors.New(say.Say("test.not-runnable", words.Values{"Program": t.named}))
	}
	if t.step == "" {
		t.step = stepIn(filepath.Base(t.program))
	}
	if t.step == "" {
		return nil, errors.New(say.Say("test.which-step", words.Values{"Program": t.named, "Steps": stepNames()}))
	}
	if err := known(say, t.step); err != nil {
		return nil, fmt.Errorf("--step: %w", err)
	}
	if file.IsDir() {
		t.source = t.program
	}
	if _, err := t.givenDialect(); err != nil {
		return nil, err
	}
	if t.workshop, err = openWorkshop(say); err != nil {
		return nil, err
	}
	if t.keep, t.held = keptIn(t.kit, t.program); t.held == nil {
		t.keep = t.dir // it is removed in the end
	}
	t.binary = t.program
	if t.source != "" {
		t.binary = filepath.Join(t.keep, "bin", "mydocker")
	}
	t.ours = os.Getenv("KIT_OURS") == "1" || (t.source != "" && starter.Made(t.source))
	return t, nil
}

// stepIn is the step that a file's name ends in, "mydocker-3.1"; "" if in none.
func stepIn(name string) string {
	for _, stage := range stages.Chapter3 {
		if strings.HasSuffix(name, stage.Name) {
			return stage.Name
		}
	}
	return ""
}

func (t *trial) build() error {
	if _, err := t.givenDialect(); err != nil || t.source == "" {
		return err
	}
	t.doing(t.say.Say("test.building", words.Values{"Program": t.program}))
	if err := os.MkdirAll(filepath.Dir(t.binary), 0o755); err != nil {
		return err
	}
	if err := t.copyDialect(); err != nil {
		return err
	}
	return mydocker.Build(t.source, t.binary)
}

func (t *trial) compileSuites() error {
	t.doing(t.say.Say("test.compiling"))
	if err := t.compile(); err != nil {
		return err
	}
	t.suites = t.suites.Keeping(t.keep)
	return nil
}

// doing says what takes a while.
func (t *trial) doing(text string) { fmt.Fprintln(os.Stderr, t.style.Dim(text)) }

// log is the file with all that the suites have printed.
func (t *trial) log() string { return filepath.Join(t.keep, "test.log") }
