package grade

import (
	"archive/tar"
	"archive/zip"
	"bufio"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"golang.org/x/sys/unix"
)

// mostEntries is how many entries an archive or a folder may have, of any kind.
const mostEntries = 20000

// source takes a submission's Go source into an empty directory, and returns
// the names of what was left.
func takeSource(submission Submission, dir string) (left []string, err error) {
	walk := map[Kind]func(string, func(entry) error) error{Folder: walkFolder, Zip: walkZip, Tar: walkTar}[submission.Kind]
	if walk == nil {
		return nil, fmt.Errorf("%s is a %s: there is no source in it", submission.Name, submission.Kind)
	}
	t, entries := taker{dir: dir}, 0
	err = walk(submission.Path, func(e entry) error {
		if entries++; entries > mostEntries {
			return reject("more than %d files", mostEntries)
		}
		return t.take(e)
	})
	if err == nil && t.files == 0 {
		err = t.nothing()
	}
	return t.left, err
}

// nothing says what there is instead of source.
func (t *taker) nothing() error {
	const shown = 5
	switch {
	case len(t.left) == 0:
		return reject("there is no Go source in it")
	case len(t.left) > shown:
		return reject("there is no Go source in it, but %s and %d more files", strings.Join(t.left[:shown], ", "), len(t.left)-shown)
	}
	return reject("there is no Go source in it, but %s", strings.Join(t.left, ", "))
}

func walkFolder(root string, take func(entry) error) error {
	return filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, err := filepath.Rel(root, file)
		if err != nil || name == "." {
			return err
		}
		return take(entry{filepath.ToSlash(name), d.Type(), func() (io.ReadCloser, error) { return openRegular(file) }})
	})
}

// openRegular opens a file that is still no link, and no pipe that would wait
// for a writer.
func openRegular(file string) (io.ReadCloser, error) {
	opened, err := os.OpenFile(file, os.O_RDONLY|unix.O_NOFOLLOW|unix.O_NONBLOCK, 0)
	if err != nil {
		return nil, err
	}
	if info, err := opened.Stat(); err != nil || !info.Mode().IsRegular() {
		opened.Close()
		return nil, errors.Join(errors.New("it is no file any more"), err)
	}
	return opened, nil
}

func walkZip(file string, take func(entry) error) error {
	archive, err := zip.OpenReader(file)
	if err != nil {
		return reject("open the archive: %v", err)
	}
	defer archive.Close()
	for _, f := range archive.File {
		if err := take(entry{nameInZip(f.Name), f.Mode(), f.Open}); err != nil {
			return err
		}
	}
	return nil
}

// nameInZip is a file's name as every machine would have written it. Some write
// backslashes; and some write in their own encoding, such as GBK, and do not say
// which: of those bytes a folder's name is made, whatever it means.
func nameInZip(name string) string {
	if utf8.ValidString(name) {
		return strings.ReplaceAll(name, `\`, "/")
	}
	var readable strings.Builder
	for _, b := range []byte(name) {
		if b >= utf8.RuneSelf || b == '\\' {
			fmt.Fprintf(&readable, "%%%02x", b)
		} else {
			readable.WriteByte(b)
		}
	}
	return readable.String()
}

func walkTar(file string, take func(entry) error) error {
	opened, err := os.Open(file)
	if err != nil {
		return err
	}
	defer opened.Close()
	buffered := bufio.NewReader(opened)
	var stream io.Reader = buffered
	if magic, _ := buffered.Peek(2); string(magic) == "\x1f\x8b" { // gzip, RFC 1952
		unpacked, err := gzip.NewReader(buffered)
		if err != nil {
			return reject("open the archive: %v", err)
		}
		stream = unpacked
	}
	// What a bomb unpacks to is read, if not kept: no more than this of it.
	archive := tar.NewReader(io.LimitReader(stream, 256<<20))
	for {
		header, err := archive.Next()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return reject("read the archive: %v", err)
		}
		mode := header.FileInfo().Mode()
		if header.Typeflag == tar.TypeLink {
			mode = fs.ModeIrregular // another name of a file: perhaps of one outside
		}
		if err := take(entry{header.Name, mode, func() (io.ReadCloser, error) { return io.NopCloser(archive), nil }}); err != nil {
			return err
		}
	}
}
