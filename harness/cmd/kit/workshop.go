package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"mydocker/harness/host"
	"mydocker/harness/judge"
)

// workshop is what a command works with that runs the suites: the kit's
// directory, one that is removed at the end, and the suites, when they are
// compiled.
type workshop struct {
	kit, dir string
	suites   *judge.Judge
}

// openWorkshop fails on a machine on which not every case can run. The caller
// closes it.
func openWorkshop() (*workshop, error) {
	kit, err := kitDir()
	if err != nil {
		return nil, err
	}
	if err := fitForSuites(); err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "mydocker-kit-work-")
	return &workshop{kit: kit, dir: dir}, err
}

func (w *workshop) compile() (err error) {
	w.suites, err = judge.New(w.kit, w.dir)
	return err
}

func (w *workshop) close() { os.RemoveAll(w.dir) }

// fitForSuites fails on a machine on which not every case can run.
func fitForSuites() error {
	for _, requirement := range host.ForSuites() {
		if err := requirement.Missing(); err != nil {
			return err
		}
	}
	return nil
}

// kitDir is where the kit is: the directory of go.mod.
func kitDir() (string, error) {
	output, err := exec.Command("go", "env", "GOMOD").Output()
	path := strings.TrimSpace(string(output))
	if err != nil || filepath.Base(path) != "go.mod" {
		return "", fmt.Errorf("this is to be started in the kit's directory")
	}
	return filepath.Dir(path), nil
}
