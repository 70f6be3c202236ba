package starter

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// program is the Go files of a folder and of those below, tests apart.
type program struct {
	dir string
	// prefix is how its packages are imported: "mydocker/chapter3/3.2".
	prefix string
	files  map[string]*file
	tests  map[string]*file
}

// readProgram reads the program in a folder.
func readProgram(dir string) (*program, error) {
	prefix, err := importPath(dir)
	if err != nil {
		return nil, err
	}
	p := &program{dir: dir, prefix: prefix, files: map[string]*file{}, tests: map[string]*file{}}
	err = filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			return notOurs(dir, path)
		}
		if filepath.Ext(path) != ".go" || !entry.Type().IsRegular() {
			return nil
		}
		return p.read(path)
	})
	if err != nil {
		return nil, err
	}
	return p, nil
}

// notOurs has folders skipped that the go command skips too, and those that
// are modules of their own.
func notOurs(top, dir string) error {
	if dir == top {
		return nil
	}
	name := filepath.Base(dir)
	_, err := os.Stat(filepath.Join(dir, "go.mod"))
	if err == nil || strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_") || name == "testdata" || name == "vendor" {
		return fs.SkipDir
	}
	return nil
}

func (p *program) read(path string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	name, err := filepath.Rel(p.dir, path)
	if err != nil {
		return err
	}
	read, err := parse(filepath.ToSlash(name), string(text))
	if err != nil {
		return fmt.Errorf("%s: %w", p.dir, err)
	}
	if strings.HasSuffix(name, "_test.go") {
		p.tests[read.name] = read
	} else {
		p.files[read.name] = read
	}
	return nil
}

// importAs returns the program with its packages imported in another way.
func (p *program) importAs(prefix string) (*program, error) {
	other := &program{dir: p.dir, prefix: prefix, files: map[string]*file{}, tests: map[string]*file{}}
	own := regexp.MustCompile(`"` + regexp.QuoteMeta(p.prefix) + `(/[^"]*)?"`)
	for to, from := range map[*map[string]*file]map[string]*file{&other.files: p.files, &other.tests: p.tests} {
		for name, f := range from {
			var edits edits
			for _, spec := range f.tree.Imports {
				if own.MatchString(spec.Path.Value) {
					edits.replace(f.offset(spec.Path.Pos()), f.offset(spec.Path.End()), own.ReplaceAllString(spec.Path.Value, `"`+prefix+`$1"`))
				}
			}
			changed, err := parse(name, edits.apply(f.text))
			if err != nil {
				return nil, err
			}
			(*to)[name] = changed
		}
	}
	return other, nil
}

// names are those of the program's files, sorted.
func (p *program) names() []string { return slices.Sorted(maps.Keys(p.files)) }

// find returns the declaration of a name in the package in folder dir.
func (p *program) find(dir, name string) (declaration, bool) {
	for _, fileName := range p.names() {
		if path.Dir(fileName) != dir {
			continue
		}
		for _, d := range p.files[fileName].declarations() {
			if slices.Contains(d.names, name) {
				return d, true
			}
		}
	}
	return declaration{}, false
}

// counterpart returns the declaration of one of the names of d in the same package.
func (p *program) counterpart(d declaration) (declaration, bool) {
	for _, name := range d.names {
		if found, ok := p.find(path.Dir(d.file.name), name); ok {
			return found, true
		}
	}
	return declaration{}, false
}

// moduleLine is the one of go.mod that names the module.
var moduleLine = regexp.MustCompile(`(?m)^module\s+"?([^"\s]+)`)

// importPath is how the package in a folder is imported: by the name of the
// module that it is in, and the way from there.
func importPath(dir string) (string, error) {
	for at := dir; ; at = filepath.Dir(at) {
		text, err := os.ReadFile(filepath.Join(at, "go.mod"))
		if err == nil {
			module := moduleLine.FindSubmatch(text)
			if module == nil {
				return "", fmt.Errorf("%s/go.mod names no module", at)
			}
			way, err := filepath.Rel(at, dir)
			return path.Join(string(module[1]), filepath.ToSlash(way)), err
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return "", err
		}
		if at == filepath.Dir(at) {
			return "", fmt.Errorf("%s is in no Go module: it has no go.mod, and none is above", dir)
		}
	}
}
