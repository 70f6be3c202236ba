package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"golang.org/x/sys/unix"

	"mydocker/harness/doctor"
	"mydocker/harness/host"
	"mydocker/harness/judge"
	"mydocker/harness/words"
)

// workshop is what a command works with that runs the suites: the kit's
// directory, one that is removed at the end, and the suites, when they are
// compiled.
type workshop struct {
	kit, dir string
	lock     *os.File // of dir
	suites   *judge.Judge
}

// openWorkshop fails on a machine on which not every case can run. The caller
// closes it.
func openWorkshop(say words.Words) (*workshop, error) {
	kit, err := kitDir()
	if err != nil {
		return nil, err
	}
	if err := fitForSuites(say); err != nil {
		return nil, err
	}
	dir, lock, err := workDir()
	return &workshop{kit: kit, dir: dir, lock: lock}, err
}

// workDir makes a directory that is removed at the end, and removes those of
// commands that were killed before they could: nobody has them locked.
func workDir() (dir string, lock *os.File, err error) {
	const prefix = "mydocker-kit-shop-"
	others, _ := filepath.Glob(filepath.Join(os.TempDir(), prefix+"*"))
	for _, other := range others {
		if lock, err := locked(other); err == nil {
			os.RemoveAll(other)
			lock.Close()
		}
	}
	for {
		if dir, err = os.MkdirTemp("", prefix); err != nil {
			return "", nil, err
		}
		if lock, err = locked(dir); err == nil || !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, unix.EWOULDBLOCK) {
			return dir, lock, err
		}
		// Another one was just there, and took it for left behind.
	}
}

// locked locks a directory as long as the file in it is open. The lock of the
// directory itself is that of who builds there: mydocker.Build.
func locked(dir string) (*os.File, error) {
	file, err := os.Create(filepath.Join(dir, "lock"))
	if err != nil {
		return nil, err
	}
	if err := unix.Flock(int(file.Fd()), unix.LOCK_EX|unix.LOCK_NB); err != nil {
		file.Close()
		return nil, err
	}
	return file, nil
}

func (w *workshop) compile() (err error) {
	w.suites, err = judge.New(w.kit, w.dir)
	return err
}

func (w *workshop) close() {
	os.RemoveAll(w.dir)
	w.lock.Close()
}

// fitForSuites fails on a machine on which not every case can run.
func fitForSuites(say words.Words) error {
	for _, finding := range doctor.Needs(say, host.ForSuites()) {
		if finding.State == doctor.Missing {
			return errors.New(say.Say("kit.unfit", words.Values{
				"Name": strings.TrimSpace(finding.Name + " " + strings.Join(finding.Items, ", ")), "Cause": finding.Text, "Remedy": finding.Command + finding.Advice,
			}))
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
