package starter

import (
	"go/ast"
	"go/token"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// versionElement ends the path of a module that has had breaking changes.
var versionElement = regexp.MustCompile(`^v[0-9]+$`)

// importName is what an import is called in its file.
func importName(spec *ast.ImportSpec) string {
	if spec.Name != nil {
		return spec.Name.Name
	}
	importPath, _ := strconv.Unquote(spec.Path.Value)
	if versionElement.MatchString(path.Base(importPath)) {
		importPath = path.Dir(importPath)
	}
	return path.Base(importPath)
}

// uses reports whether a part of a file names something of an import.
func uses(node ast.Node, spec *ast.ImportSpec) (found bool) {
	name := importName(spec)
	ast.Inspect(node, func(node ast.Node) bool {
		if selector, ok := node.(*ast.SelectorExpr); ok {
			of, ok := selector.X.(*ast.Ident)
			found = found || ok && of.Name == name
		}
		return !found
	})
	return found || name == "_" || name == "."
}

// withoutUnusedImports returns a file without the imports that it does not use.
func withoutUnusedImports(f *file) string {
	var edits edits
	for _, node := range f.tree.Decls {
		group, ok := node.(*ast.GenDecl)
		if !ok || group.Tok != token.IMPORT {
			continue
		}
		unused := slices.DeleteFunc(slices.Clone(group.Specs), func(spec ast.Spec) bool {
			return uses(f.tree, spec.(*ast.ImportSpec))
		})
		if len(unused) == len(group.Specs) {
			edits.replace(f.offset(group.Pos()), f.offset(group.End()), "")
			continue
		}
		for _, spec := range unused {
			edits.replace(f.offset(spec.Pos()), f.offset(spec.End()), "")
		}
	}
	return edits.apply(f.text)
}

// addImports adds, to the edits of a file, those imports of another that one
// of its declarations needs and the file does not have.
func addImports(edits *edits, to *file, needed []*ast.ImportSpec) {
	var missing []string
	for _, spec := range needed {
		has := slices.ContainsFunc(to.tree.Imports, func(has *ast.ImportSpec) bool { return has.Path.Value == spec.Path.Value })
		text := strings.TrimSpace(importAlias(spec) + " " + spec.Path.Value)
		if !has && !slices.Contains(missing, text) {
			missing = append(missing, text)
		}
	}
	for _, node := range to.tree.Decls {
		// Behind the opening bracket, if there is one: gofmt sorts them.
		if group, ok := node.(*ast.GenDecl); ok && group.Tok == token.IMPORT && group.Lparen.IsValid() {
			at := to.offset(group.Lparen) + 1
			for _, text := range missing {
				edits.replace(at, at, "\n\t"+text)
			}
			return
		}
	}
	for _, text := range missing {
		at := to.offset(to.tree.Name.End())
		edits.replace(at, at, "\n\nimport "+text)
	}
}

func importAlias(spec *ast.ImportSpec) string {
	if spec.Name == nil {
		return ""
	}
	return spec.Name.Name
}

// neededFor returns the imports of a declaration's file that it needs with its
// body emptied.
func neededFor(d declaration) (needed []*ast.ImportSpec) {
	var part ast.Node = d.node
	if function, ok := d.function(); ok {
		part = function.Type
	}
	for _, spec := range d.file.tree.Imports {
		if uses(part, spec) {
			needed = append(needed, spec)
		}
	}
	return needed
}
