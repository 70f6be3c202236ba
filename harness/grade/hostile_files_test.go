package grade

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/sys/unix"
)

// hostileFiles are submissions that attack by what they are made of.
func hostileFiles() []hostile {
	return []hostile{
		{name: "zip-that-leads-out", tries: "to write a file beside the others", deserves: "not taken", make: zipOf(map[string]string{"main.go": "package main", "../../zz-honest/main.go": "package main"})},
		{name: "zip-that-is-a-bomb", tries: "a small archive of a large file", deserves: "not taken", make: zipOf(map[string]string{"main.go": strings.Repeat("\x00", mostBytes+1)})},
		{name: "zip-of-a-file-that-is-a-folder", tries: "a name that is both", deserves: "not taken", make: zipOf(map[string]string{"main.go": "package main", "main.go/x.go": "package x"})},
		{name: "imports-without-end", tries: "more imports than anybody looks through", deserves: "not built", make: withFiles(map[string]string{
			"imports.go": "package main\n\n" + strings.Repeat("import _ \"a/b\"\n", mostImports+1),
		})},
		{name: "names-a-line-by-escapes", tries: "the compiler's words obeyed by a terminal", deserves: "not built", make: withFiles(map[string]string{
			"line.go": "//line \x1b[31mPASSED\u202e.go:1\npackage main\n\nimport \"fmt\n",
		})},
		{name: "zip-of-many-files", tries: "more files than anybody wants", deserves: "not taken", make: func(t *testing.T, at string) {
			files := map[string]string{}
			for i := range mostEntries + 1 {
				files[fmt.Sprint(i)] = ""
			}
			zipOf(files)(t, at)
		}},
		{name: "zip-that-is-cut-off", tries: "an archive that ends too soon", deserves: "not taken", make: file(".zip", "PK\x03\x04 and no more")},
		{name: "gzip-that-is-a-bomb", tries: "an archive of an archive of nothing, for ever", deserves: "not taken", make: gzipBomb},
		{name: "tar-of-links-and-devices", tries: "links out, devices and pipes in the place of source", deserves: "not taken", make: tarOf(
			tar.Header{Name: "main.go", Typeflag: tar.TypeSymlink, Linkname: "/etc/shadow"}, tar.Header{Name: "a.go", Typeflag: tar.TypeLink, Linkname: "../../../etc/shadow"},
			tar.Header{Name: "b.go", Typeflag: tar.TypeBlock, Devmajor: 8}, tar.Header{Name: "c.go", Typeflag: tar.TypeFifo})},
		{name: "folder-of-pipes-and-links", tries: "pipes that nobody writes to, and links to everything", deserves: "full", make: func(t *testing.T, dir string) {
			copyReference(t, dir)
			require.NoError(t, unix.Mkfifo(filepath.Join(dir, "pipe.go"), 0o644))
			require.NoError(t, os.Symlink("/etc/shadow", filepath.Join(dir, "shadow.go")))
			require.NoError(t, os.Symlink("/", filepath.Join(dir, "all")))
		}},
		{name: "brings-its-own-tests", tries: "a TestMain that ends well, and a testify that finds all right", deserves: "full", make: withFiles(map[string]string{
			"main_test.go": "package main\n\nimport (\n\t\"os\"\n\t\"testing\"\n)\n\nfunc TestMain(*testing.M) { os.Exit(0) }\n",
			"go.mod":       "module mydocker/chapter3/3.3\n\ngo 1.23\n\nreplace github.com/stretchr/testify => ./testify\n\nreplace golang.org/x/sys => ./evil\n",
			"vendor/x.go":  "package x", "vendor/modules.txt": "# nothing", "go.work": "go 1.23\nuse .\n", "go.env": "GOFLAGS=-toolexec=/tmp/evil\n",
			"evil/unix/u.go": "package unix", "testify/assert/a.go": "package assert",
		})},
		{name: "has-its-own-toolchain", tries: "another compiler, by go.mod", deserves: "not built", make: withFiles(map[string]string{
			"go.mod": "module mydocker/chapter3/3.3\n\ngo 1.99\n\ntoolchain go1.99.0-evil\n",
		})},
		{name: "generates-and-assembles", tries: "commands for go generate, and what other compilers read", deserves: "full", make: withFiles(map[string]string{
			"gen.go": "package main\n\n//go:generate sh -c 'touch /tmp/generated'\n", "evil.s": "TEXT ·evil(SB),$0\n", "evil.c": "int evil;", "evil.syso": "\x7fELF",
		})},
		{name: "is-no-program-inside", tries: "the head of a program, and nothing behind it", deserves: "nothing", make: file("", "\x7fELF"+strings.Repeat("\x00", 100))},
	}
}

// file makes a submission of one file with an ending.
func file(ending, text string) func(*testing.T, string) { return named(ending, []byte(text)) }

// named returns what writes a file that is called like the test's submission.
func named(ending string, text []byte) func(*testing.T, string) {
	return func(t *testing.T, at string) { require.NoError(t, os.WriteFile(at+ending, text, 0o755)) }
}

func zipOf(files map[string]string) func(*testing.T, string) {
	return func(t *testing.T, at string) {
		var archive bytes.Buffer
		writer := zip.NewWriter(&archive)
		for name, text := range files {
			one, err := writer.Create(name)
			require.NoError(t, err)
			_, err = one.Write([]byte(text))
			require.NoError(t, err)
		}
		require.NoError(t, writer.Close())
		named(".zip", archive.Bytes())(t, at)
	}
}

func tarOf(headers ...tar.Header) func(*testing.T, string) {
	return func(t *testing.T, at string) {
		var archive bytes.Buffer
		writer := tar.NewWriter(&archive)
		for _, header := range headers {
			require.NoError(t, writer.WriteHeader(&header))
		}
		require.NoError(t, writer.Close())
		named(".tar", archive.Bytes())(t, at)
	}
}

func gzipBomb(t *testing.T, at string) {
	var archive bytes.Buffer
	writer, err := gzip.NewWriterLevel(&archive, gzip.BestCompression)
	require.NoError(t, err)
	inner := tar.NewWriter(writer)
	require.NoError(t, inner.WriteHeader(&tar.Header{Name: "main.go", Size: 1 << 30}))
	block := make([]byte, 1<<20)
	for range 300 {
		_, err := inner.Write(block)
		require.NoError(t, err)
	}
	require.NoError(t, writer.Close())
	named(".tar.gz", archive.Bytes())(t, at)
}

// withFiles is the chapter's own program, and more files.
func withFiles(files map[string]string) func(*testing.T, string) {
	return func(t *testing.T, at string) {
		copyReference(t, at)
		for name, text := range files {
			path := filepath.Join(at, name)
			require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
			require.NoError(t, os.WriteFile(path, []byte(text), 0o644))
		}
	}
}
