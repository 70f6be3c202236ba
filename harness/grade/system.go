package grade

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// programs are those of this machine that a submission finds in its sandbox.
// What would do a student's work is not among them: no unshare, no nsenter, no
// runc.
var programs = []string{
	"sh", "bash", "[", "test", "true", "false", "echo", "printf", "env", "id", "whoami", "hostname", "uname", "nproc", "tty", "stty",
	"cat", "head", "tail", "cut", "tr", "sort", "uniq", "wc", "tee", "seq", "yes", "grep", "sed", "awk", "xargs",
	"ls", "stat", "readlink", "realpath", "basename", "dirname", "pwd", "touch", "mkdir", "rmdir", "rm", "cp", "mv", "ln", "chmod", "find", "dd",
	"ps", "kill", "sleep", "timeout", "date", "mount", "umount", "findmnt", "ip", "ipcs", "stress", "python3",
}

// system makes, below dir, a small system of this machine's programs, each
// where it is here, with the libraries that it is linked with. It returns what
// is to be shown besides, from where it is.
func system(dir string) (files map[string]string, err error) {
	s := copier{root: dir, done: map[string]bool{}}
	for _, program := range programs {
		path := lookPath(program)
		if path == "" {
			continue // a case that needs it is not run: the machine is asked first
		}
		if err := s.copyProgram(path); err != nil {
			return nil, fmt.Errorf("make a small system: %s: %w", program, err)
		}
	}
	etc := map[string]string{
		"passwd": "root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\n",
		"group":  "root:x:0:\nnogroup:x:65534:\n",
		"hosts":  "127.0.0.1 localhost\n",
	}
	if err := os.MkdirAll(filepath.Join(dir, "etc"), 0o755); err != nil {
		return nil, err
	}
	for name, text := range etc {
		if err := os.WriteFile(filepath.Join(dir, "etc", name), []byte(text), 0o644); err != nil {
			return nil, err
		}
	}
	files = map[string]string{}
	maps.Copy(files, librariesOfPython())
	for at := range files {
		if err := os.MkdirAll(filepath.Join(dir, at), 0o755); err != nil {
			return nil, err
		}
	}
	return files, nil
}

// pathInside is the PATH in a sandbox, and that of the suites, so that they look
// for a program where a sandbox has it.
const pathInside = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

// lookPath returns the file of a program in pathInside, or "".
func lookPath(program string) string {
	for _, dir := range filepath.SplitList(pathInside) {
		path := filepath.Join(dir, program)
		if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() && info.Mode()&0o111 != 0 {
			return path
		}
	}
	return ""
}

// copier copies files to the same places below a root.
type copier struct {
	root string
	done map[string]bool
}

func (c copier) copyProgram(path string) error {
	if err := c.copy(path); err != nil {
		return err
	}
	output, err := exec.Command("ldd", path).Output()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) { // a static program is an error to ldd, and a script too
		return err
	}
	for _, library := range librariesIn(string(output)) {
		if err := c.copy(library); err != nil {
			return err
		}
	}
	return nil
}

// librariesIn returns the files in the output of ldd(1).
func librariesIn(output string) (files []string) {
	for _, line := range strings.Split(output, "\n") {
		fields := strings.Fields(line)
		if i := slices.Index(fields, "=>"); i >= 0 {
			fields = fields[i+1:]
		}
		if len(fields) > 0 && strings.HasPrefix(fields[0], "/") {
			files = append(files, fields[0])
		}
	}
	return files
}

// copy copies a file, and each symbolic link on the way to it.
func (c copier) copy(path string) error {
	at := "/"
	parts := strings.Split(strings.Trim(filepath.Clean(path), "/"), "/")
	for i, part := range parts {
		here := filepath.Join(at, part)
		info, err := os.Lstat(here)
		if err != nil {
			return err
		}
		switch {
		case info.Mode()&fs.ModeSymlink != 0:
			target, err := os.Readlink(here)
			if err == nil {
				err = c.link(target, here)
			}
			if err != nil {
				return err
			}
			if !filepath.IsAbs(target) {
				target = filepath.Join(at, target)
			}
			return c.copy(filepath.Join(append([]string{target}, parts[i+1:]...)...))
		case info.IsDir():
			if err := os.MkdirAll(filepath.Join(c.root, here), 0o755); err != nil {
				return err
			}
		default:
			return c.file(here, info.Mode().Perm())
		}
		at = here
	}
	return nil
}

func (c copier) link(target, path string) error {
	if c.done[path] {
		return nil
	}
	c.done[path] = true
	return os.Symlink(target, filepath.Join(c.root, path))
}

func (c copier) file(path string, mode fs.FileMode) error {
	if c.done[path] {
		return nil
	}
	c.done[path] = true
	from, err := os.Open(path)
	if err != nil {
		return err
	}
	defer from.Close()
	to, err := os.OpenFile(filepath.Join(c.root, path), os.O_CREATE|os.O_EXCL|os.O_WRONLY, mode|0o444)
	if err != nil {
		return err
	}
	_, err = io.Copy(to, from)
	return errors.Join(err, to.Close())
}

// librariesOfPython are the directories that python3 loads its own from.
func librariesOfPython() map[string]string {
	const where = "import sys; print('\\n'.join(p for p in sys.path if p.startswith('/usr/')))"
	output, err := exec.Command(lookPath("python3"), "-I", "-c", where).Output()
	if err != nil {
		return nil // the case that needs it is not run
	}
	files := map[string]string{}
	for _, dir := range strings.Fields(string(output)) {
		if info, err := os.Stat(dir); err == nil && info.IsDir() && !isBelow(files, dir) {
			files[dir] = dir
		}
	}
	return files
}

func isBelow(files map[string]string, dir string) bool {
	for other := range files {
		if strings.HasPrefix(dir, other+"/") {
			return true
		}
	}
	return false
}
