// Package gosource says what Go source declares. See go/ast.
package gosource

import "go/ast"

// Declared are the names behind a const, type or var, of which a group has
// several; an import has none.
func Declared(group *ast.GenDecl) (names []string) {
	for _, spec := range group.Specs {
		switch spec := spec.(type) {
		case *ast.TypeSpec:
			names = append(names, spec.Name.Name)
		case *ast.ValueSpec:
			for _, name := range spec.Names {
				names = append(names, name.Name)
			}
		}
	}
	return names
}
