// Package report turns the results of a class into what the platforms of
// instructors take. It knows results alone: no grader, no suites.
//
//	verdicts (package result)  +  Rubric  ->  Mark  ->  a Format's files
//
// All that a submission printed or is called by is a stranger's text: no format
// gets it but through text.go.
package report

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"mydocker/harness/result"
)

// Report is what is to be told.
type Report struct {
	Class  result.Class
	Rubric Rubric
	// Env is what the platform's own runner says of the one submission that it
	// graded, such as os.Getenv; nil where no runner is.
	Env func(name string) string
}

// Written says what Write has done.
type Written struct {
	Files []string
	// Without are the submissions that have no mark and so no file, as the
	// format has no way to say so: to leave it out is the one that is true.
	Without []string
	// Unknown are those that are not called as the platform calls one, which so
	// would not know whose mark it is.
	Unknown []string
}

// sheet is what a format writes down in one file.
type sheet struct {
	class  result.Class
	marked []Marked
	// most is how long a text may be, in bytes.
	most int
	env  func(string) string
}

// Write writes the files of a format into a directory: one for the class, or
// one a submission. Nothing else there is touched, but for the files of
// submissions that have no mark any more.
func (r Report) Write(format Format, dir string) (written Written, err error) {
	if err := r.Rubric.Fits(r.Class); err != nil {
		return written, err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return written, err
	}
	if format.PerClass {
		return r.writeClass(format, dir)
	}
	names := fileNames(r.Class.Submissions)
	for i, one := range r.marked() {
		file := filepath.Join(dir, names[i]+format.Ending)
		if one.Mark.None != "" && !format.showsNone {
			written.Without = append(written.Without, one.Name)
			// The mark of an earlier run is none any more.
			if err := os.Remove(file); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return written, err
			}
			continue
		}
		if err := format.writeFile(file, r.sheet([]Marked{one})); err != nil {
			return written, err
		}
		written.Files = append(written.Files, file)
	}
	return written, nil
}

// writeClass writes the one file of a class, with all that it can hold.
func (r Report) writeClass(format Format, dir string) (written Written, err error) {
	var held []Marked
	for _, one := range r.marked() {
		switch {
		case format.named != nil && !format.named.MatchString(one.Name):
			written.Unknown = append(written.Unknown, one.Name)
		case one.Mark.None != "" && !format.showsNone:
			written.Without = append(written.Without, one.Name)
		default:
			held = append(held, one)
		}
	}
	if format.named != nil && len(written.Unknown) == len(r.Class.Submissions) {
		return written, fmt.Errorf("%s: %s", format.Name, format.unnamed)
	}
	file := filepath.Join(dir, "class"+format.Ending)
	written.Files = []string{file}
	return written, format.writeFile(file, r.sheet(held))
}

func (r Report) sheet(marked []Marked) sheet {
	env := r.Env
	if env == nil {
		env = func(string) string { return "" }
	}
	return sheet{class: r.Class, marked: marked, most: longest, env: env}
}

// writeFile writes one file. If that is more than the platform takes, texts are
// cut until it is not.
func (f Format) writeFile(file string, s sheet) error {
	var text bytes.Buffer
	for ; ; s.most /= 2 {
		text.Reset()
		if err := f.write(&text, s); err != nil {
			return fmt.Errorf("%s: %w", f.Name, err)
		}
		if f.most == 0 || text.Len() <= f.most {
			break
		}
		if s.most == 0 {
			return fmt.Errorf("%s: %s would be of %d bytes, and %d is all that is taken", f.Name, file, text.Len(), f.most)
		}
	}
	return os.WriteFile(file, text.Bytes(), 0o644)
}
