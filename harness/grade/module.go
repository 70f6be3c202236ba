package grade

import (
	"fmt"
	"go/parser"
	"go/token"
	goversion "go/version"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"sort"
	"strconv"
	"strings"

	"golang.org/x/mod/modfile"
)

// allowed are the packages of others that a submission may use, with what is
// below them.
var allowed = []string{"github.com/urfave/cli", "github.com/sirupsen/logrus", "golang.org/x/sys/unix", "github.com/stretchr/testify"}

// module is a submission's source, as it is to be built.
type module struct {
	dir  string // of all that was taken
	root string // of the module, below dir
	main string // the package to build, below root: "."
	mod  []byte // its go.mod
}

// layOut finds in what was taken the module and the program of the step. Its
// go.mod gives the module's name; the versions are the kit's.
func layOut(dir, step string, kitMod []byte) (module, error) {
	files, err := readSource(dir)
	if err != nil {
		return module{}, err
	}
	m := module{dir: dir}
	if m.main, err = mainPackage(files, step); err != nil {
		return module{}, err
	}
	name, version := "", ""
	root, text := modAbove(dir, m.main)
	if text != nil {
		m.root = root
		name, version, err = readMod(text)
	} else {
		m.root, name = moduleOf(files, m.main)
	}
	if err != nil {
		return module{}, err
	}
	if err := checkImports(files, name); err != nil {
		return module{}, err
	}
	if m.main, err = filepath.Rel(m.root, m.main); err != nil {
		return module{}, err
	}
	m.mod, err = writeMod(kitMod, name, version)
	return m, err
}

// sourceFile is a file of Go, as far as it is read here.
type sourceFile struct {
	name    string // "container/init.go"
	pkg     string
	imports []string
}

// mostImports is how many a submission may have: they are looked through here.
const mostImports = 2000

func readSource(dir string) (files []sourceFile, err error) {
	imports := 0
	err = filepath.WalkDir(dir, func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(file, ".go") {
			return err
		}
		name, err := filepath.Rel(dir, file)
		if err != nil {
			return err
		}
		tree, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			return reject("%s", strings.ReplaceAll(err.Error(), dir+"/", ""))
		}
		if imports += len(tree.Imports); imports > mostImports {
			return reject("more than %d imports", mostImports)
		}
		read := sourceFile{name: name, pkg: tree.Name.Name}
		for _, spec := range tree.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return reject("%s: import %s", name, spec.Path.Value)
			}
			read.imports = append(read.imports, imported)
		}
		files = append(files, read)
		return nil
	})
	return files, err
}

// mainPackage returns the directory of the program: the only one, or that of
// the step.
func mainPackage(files []sourceFile, step string) (string, error) {
	found := map[string]bool{}
	for _, file := range files {
		if file.pkg == "main" {
			found[path.Dir(file.name)] = true
		}
	}
	var dirs, ofStep []string
	for dir := range found {
		dirs = append(dirs, dir)
		if path.Base(dir) == step {
			ofStep = append(ofStep, dir)
		}
	}
	sort.Strings(dirs)
	switch {
	case len(dirs) == 1:
		return dirs[0], nil
	case len(ofStep) == 1:
		return ofStep[0], nil
	case found["."]:
		return ".", nil
	case len(dirs) == 0:
		return "", reject("no package main in it")
	}
	return "", reject("which one is the program? there is a package main in %s", strings.Join(dirs, ", "))
}

// modAbove returns the go.mod of a package, and where it is: in its directory,
// or above; nil, if there is none.
func modAbove(dir, pkg string) (root string, text []byte) {
	for at := pkg; ; at = path.Dir(at) {
		if text, err := os.ReadFile(filepath.Join(dir, at, "go.mod")); err == nil {
			return at, text
		}
		if at == "." {
			return "", nil
		}
	}
}

// moduleOf guesses the root and the name of a module without a go.mod: its name
// is what its packages are imported by, without their own directories.
func moduleOf(files []sourceFile, main string) (root, name string) {
	for _, root := range []string{main, "."} {
		for _, file := range files {
			for _, imported := range file.imports {
				for _, other := range files {
					dir, err := filepath.Rel(root, path.Dir(other.name))
					if err == nil && dir != "." && strings.HasSuffix(imported, "/"+dir) {
						return root, strings.TrimSuffix(imported, "/"+dir)
					}
				}
			}
		}
	}
	return main, "mydocker"
}

// checkImports asks that nothing is used but the standard library, the module
// itself, and what is allowed.
func checkImports(files []sourceFile, module string) error {
	for _, file := range files {
		for _, imported := range file.imports {
			within := func(above string) bool { return imported == above || strings.HasPrefix(imported, above+"/") }
			first, _, _ := strings.Cut(imported, "/")
			switch {
			case imported == "C":
				return reject("%s: import \"C\": it is built without cgo", file.name)
			case within(module), slices.ContainsFunc(allowed, within):
			case strings.Contains(first, ".") || strings.HasPrefix(imported, "/"):
				return reject("%s: import %q: beside the standard library there are %s", file.name, imported, strings.Join(allowed, ", "))
			}
		}
	}
	return nil
}

// readMod returns the name of a module and the version of Go that it wants.
func readMod(text []byte) (name, version string, err error) {
	mod, err := modfile.ParseLax("go.mod", text, nil)
	if err != nil {
		return "", "", reject("%v", err)
	}
	if mod.Module == nil || mod.Module.Mod.Path == "" {
		return "", "", reject("go.mod names no module")
	}
	if mod.Go != nil {
		version = mod.Go.Version
	}
	return mod.Module.Mod.Path, version, nil
}

// writeMod returns the kit's go.mod under another name, and for a later
// version of Go, if the submission is written for one.
func writeMod(kitMod []byte, name, version string) ([]byte, error) {
	mod, err := modfile.Parse("go.mod", kitMod, nil)
	if err != nil {
		return nil, fmt.Errorf("read the kit's go.mod: %w", err)
	}
	if err := mod.AddModuleStmt(name); err != nil {
		return nil, reject("go.mod: module %s: %v", name, err)
	}
	if version != "" && goversion.Compare("go"+version, "go"+mod.Go.Version) > 0 {
		if err := mod.AddGoStmt(version); err != nil {
			return nil, reject("go.mod: go %s: %v", version, err)
		}
	}
	return mod.Format()
}
