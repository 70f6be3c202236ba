package mydocker

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"

	"golang.org/x/sys/unix"
)

// mostRead is how much of a file is read: more than any case has written.
const mostRead = 64 << 20

// onFiles runs job where programs in the guard see their files. In a sandbox
// that is a thread with the rights of its root, which sees nothing else: what
// a program has put in the place of a file leads nowhere.
func (g *Guard) onFiles(job func() error) (err error) {
	if g.sandbox == nil {
		return job()
	}
	g.Do(func() { err = job() })
	return err
}

// MkdirAll makes a directory, and those above it, for programs in the guard.
func (g *Guard) MkdirAll(path string) error {
	return g.onFiles(func() error { return os.MkdirAll(path, 0o755) })
}

// WriteFile writes a new file for programs in the guard. What another guard starts
// meanwhile would hold it open for writing until its execve(2) is through, and no
// program is executed that somebody writes: ETXTBSY.
func (g *Guard) WriteFile(path string, content []byte, mode fs.FileMode) error {
	syscall.ForkLock.RLock()
	defer syscall.ForkLock.RUnlock()
	return g.onFiles(func() error {
		file, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, mode)
		if err != nil {
			return err
		}
		_, err = file.Write(content)
		return errors.Join(err, file.Close())
	})
}

// ReadFile reads what a program in the guard has written. It waits for nobody:
// what is no file, such as a pipe, is an error.
func (g *Guard) ReadFile(path string) (content []byte, err error) {
	err = g.onFiles(func() error {
		content, err = readRegular(path)
		return err
	})
	return content, err
}

func readRegular(path string) ([]byte, error) {
	fd, err := unix.Open(path, unix.O_RDONLY|unix.O_NONBLOCK|unix.O_CLOEXEC, 0)
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: path, Err: err}
	}
	defer unix.Close(fd)
	var info unix.Stat_t
	if err := unix.Fstat(fd, &info); err != nil {
		return nil, &fs.PathError{Op: "stat", Path: path, Err: err}
	}
	if info.Mode&unix.S_IFMT != unix.S_IFREG || info.Size > mostRead {
		return nil, fmt.Errorf("read %s: it is no file, or of more than %d bytes", path, mostRead)
	}
	content := make([]byte, 0, info.Size+1)
	for len(content) <= mostRead {
		if len(content) == cap(content) {
			content = append(content, 0)[:len(content)]
		}
		n, err := unix.Read(fd, content[len(content):cap(content)])
		if err != nil {
			return nil, &fs.PathError{Op: "read", Path: path, Err: err}
		}
		if n == 0 {
			break
		}
		content = content[:len(content)+n]
	}
	return content, nil
}

// Exists reports whether there is something at a path, for programs in the guard.
func (g *Guard) Exists(path string) bool {
	return g.onFiles(func() error { _, err := os.Lstat(path); return err }) == nil
}

// Symlink makes a symbolic link for programs in the guard.
func (g *Guard) Symlink(target, path string) error {
	return g.onFiles(func() error { return os.Symlink(target, path) })
}

// Copy copies a file as a program that everybody in the guard can execute.
func (g *Guard) Copy(from, to string) error {
	content, err := g.ReadFile(from)
	if err != nil {
		return err
	}
	return g.WriteFile(to, content, 0o755)
}

// LookPath returns the file of a program in PATH, as programs in the guard see it.
func (g *Guard) LookPath(program string) (path string, err error) {
	err = g.onFiles(func() error {
		path, err = exec.LookPath(program)
		return err
	})
	return path, err
}

// RealPath returns a path without symbolic links.
func (g *Guard) RealPath(path string) (found string, err error) {
	err = g.onFiles(func() error {
		found, err = filepath.EvalSymlinks(path)
		return err
	})
	return found, err
}
