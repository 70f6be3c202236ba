package report

import (
	"archive/zip"
	"bytes"
	"embed"
	"fmt"
	"io"
	"io/fs"
	"regexp"
	"time"
)

// https://gradescope-autograders.readthedocs.io/en/latest/specs/
//
// Nothing can be judged in Gradescope's containers: what a submission is asked
// to make, namespaces and groups of cgroup v1, may not be made there. So this
// autograder publishes what kit grade found elsewhere, and runs nothing that was
// handed in. What it publishes is found by the number that a submission has at
// Gradescope: an export has it in the name, and submission_metadata.json as id.
var gradescopeAutograder = Format{
	Name: "gradescope-autograder", For: "Gradescope: a zip to upload, which publishes the marks of exported submissions", Ending: ".gradescope.zip",
	PerClass: true,
	named:    exported,
	unnamed:  `no submission is called like submission_12345: grade the folder that "Export submissions" of Gradescope gives, with its names as they are`,
	write: func(out io.Writer, s sheet) error {
		archive := zip.NewWriter(out)
		for _, script := range []string{"run_autograder", "setup.sh"} {
			text, err := autograder.ReadFile("autograder/" + script)
			if err != nil {
				return err
			}
			if err := addFile(archive, script, 0o755, text); err != nil {
				return err
			}
		}
		for _, one := range s.marked {
			var text bytes.Buffer
			if err := writeJSON(&text, s.gradescope(one)); err != nil {
				return err
			}
			id := exported.FindStringSubmatch(one.Name)[1]
			if err := addFile(archive, "results/"+id+".json", 0o644, text.Bytes()); err != nil {
				return err
			}
		}
		return archive.Close()
	},
}

// exported is how Gradescope names a submission in an export. Its number is
// written as JSON writes one, so that each has one file and each file is one's.
var exported = regexp.MustCompile(`^submission_([1-9][0-9]{0,18})$`)

//go:embed autograder
var autograder embed.FS

// addFile adds a file. All are of one time, the first that a zip can name: the
// same marks make the same zip.
func addFile(archive *zip.Writer, name string, mode fs.FileMode, text []byte) error {
	header := &zip.FileHeader{Name: name, Method: zip.Deflate, Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)}
	header.SetMode(mode)
	file, err := archive.CreateHeader(header)
	if err != nil {
		return fmt.Errorf("add %s to the zip: %w", name, err)
	}
	if _, err := file.Write(text); err != nil {
		return fmt.Errorf("add %s to the zip: %w", name, err)
	}
	return nil
}
