// Package saved knows when a person has saved a file of a program. It looks at
// the files again and again, for a folder that is shared with a VM tells
// nobody of a change made on the other side.
package saved

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// often is how often it looks.
const often = 100 * time.Millisecond

// State is what the files of a program are like: their times and sizes.
type State map[string]stamp

type stamp struct {
	modified time.Time
	size     int64
}

// StateOf returns the state of a program: a binary, or the sources in a
// directory, tests left out, since these do not change the program.
func StateOf(program string) (State, error) {
	state := State{}
	program, err := filepath.EvalSymlinks(program) // WalkDir does not follow one
	if err != nil {
		return state, err
	}
	err = filepath.WalkDir(program, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case path != program && errors.Is(err, fs.ErrNotExist):
			return nil // editors put a file in another's place
		case err != nil:
			return err
		case entry.IsDir() && path != program && strings.HasPrefix(entry.Name(), "."):
			return filepath.SkipDir
		case entry.IsDir() || (path != program && !counts(entry.Name())):
			return nil
		}
		file, err := os.Stat(path)
		if err == nil {
			state[path] = stamp{file.ModTime(), file.Size()}
		}
		return nil
	})
	return state, err
}

func counts(name string) bool {
	return name == "go.mod" || name == "go.sum" || name == "mydocker.dialect" || (strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go"))
}

// ErrGone is that the folder of a program is not there any more.
var ErrGone = errors.New("its folder is gone")

// goneLooks are how many looks in a row a folder is missing in that is gone: who
// puts another in its place is done by then.
const goneLooks = 20

// Wait waits until the state of a program is another one and has come to rest,
// and returns a file that has changed; "" if the context ends before. A binary
// may be away as long as it is being built; if a folder is, it fails with ErrGone.
func Wait(ctx context.Context, program string, before State) (string, error) {
	folder := program
	if file, err := os.Stat(program); err == nil && !file.IsDir() {
		folder = filepath.Dir(program)
	}
	changed, last, missing := "", before, 0
	tick := time.NewTicker(often)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return "", nil
		case <-tick.C:
		}
		now, err := StateOf(program)
		if err != nil {
			if _, err := os.Stat(folder); !errors.Is(err, fs.ErrNotExist) {
				missing = 0
			} else if missing++; missing == goneLooks {
				return "", ErrGone
			}
			continue // it is being replaced
		}
		missing = 0
		moving := now.differsFrom(last)
		if file := now.differsFrom(before); file != "" {
			changed = file
		}
		if changed != "" && moving == "" {
			return changed, nil
		}
		last = now
	}
}

// differsFrom returns a file that is not the same in both, "" if there is none.
func (s State) differsFrom(other State) string {
	for path, stamp := range s {
		if other[path] != stamp {
			return path
		}
	}
	for path := range other {
		if _, there := s[path]; !there {
			return path
		}
	}
	return ""
}
