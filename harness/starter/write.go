package starter

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"

	"mydocker/harness/terminal"
	"mydocker/harness/words"
)

// free fails if there is something in dir, or if Go builds nothing in it.
func free(say words.Words, dir string) error {
	if strings.Contains(dir, "\n") {
		return refuse(say.Say("start.line-end", words.Values{"Dir": terminal.Printable(dir)}))
	}
	entries, err := os.ReadDir(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case len(entries) > 0:
		return refuse(say.Say("start.not-empty", words.Values{"Dir": dir}))
	}
	return nil
}

// compiles fails if the files are no program that compiles, tests too, with
// what is in the module cache.
func compiles(say words.Words, files map[string]string) error {
	dir, err := os.MkdirTemp("", "mydocker-start-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if err := writeFiles(dir, files); err != nil {
		return err
	}
	// One analyzer that finds nothing: a student's habits are not judged here.
	vet := exec.Command("go", "vet", "-buildtag", "./...")
	vet.Dir = dir
	vet.Env = append(os.Environ(), "GOPROXY=off", "GOWORK=off", "GOOS=linux", "CGO_ENABLED=0")
	if output, err := vet.CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %w\n%s", say.Say("start.does-not-compile"), err, strings.TrimSpace(string(output)))
	}
	return nil
}

// write writes the files to dir, all of them or none. They belong to whom sudo
// works for, as do the folders that were made for them.
func write(dir string, files map[string]string) (err error) {
	_, notThere := os.Stat(dir)
	made := firstMissing(dir)
	defer func() {
		if err == nil {
			return
		}
		os.RemoveAll(made)
		if notThere == nil { // it was there, empty, and is to be there again
			os.Mkdir(dir, 0o755)
		}
	}()
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	if err := writeFiles(dir, files); err != nil {
		return err
	}
	return giveToCaller(made)
}

// firstMissing is the topmost of the folders that are to be made for dir, or
// dir itself.
func firstMissing(dir string) string {
	for {
		above := filepath.Dir(dir)
		if _, err := os.Stat(above); err == nil || above == dir {
			return dir
		}
		dir = above
	}
}

func writeFiles(dir string, files map[string]string) error {
	for name, text := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// giveToCaller has all in a folder belong to the user who called sudo.
func giveToCaller(dir string) error {
	uid, err := strconv.Atoi(os.Getenv("SUDO_UID"))
	if err != nil {
		return nil // there is no such user
	}
	gid, err := strconv.Atoi(os.Getenv("SUDO_GID"))
	if err != nil {
		gid = -1 // as it is
	}
	return filepath.WalkDir(dir, func(path string, _ fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		return os.Lchown(path, uid, gid)
	})
}
