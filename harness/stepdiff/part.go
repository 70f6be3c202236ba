package stepdiff

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"mydocker/harness/gosource"
)

// part is a piece of a Go file: the package clause or a declaration, with what
// stands above it.
type part struct {
	kind  string   // "package", "func", "type", "const" or "var"
	names []string // what it declares; a group declares several
	line  int      // its first in the file, counted from 1
	text  string   // whole lines
}

// title is the part as a heading names it: "func Run".
func (p part) title() string { return p.kind + " " + strings.Join(p.names, ", ") }

// is reports whether other, of another step, is the same part. A group is the
// same if it has kept one of its names.
func (p part) is(other part) bool {
	return p.kind == other.kind && slices.ContainsFunc(p.names, func(name string) bool {
		return slices.Contains(other.names, name)
	})
}

// find returns where in parts the one is that p is, or -1.
func (p part) find(parts []part) int { return slices.IndexFunc(parts, p.is) }

// split takes the parts of a Go file from its text, in their order.
func split(name, text string) ([]part, error) {
	positions := token.NewFileSet()
	file, err := parser.ParseFile(positions, name, text, parser.SkipObjectResolution)
	if err != nil {
		return nil, fmt.Errorf("split a file into its declarations: %w", err)
	}
	lines := strings.SplitAfter(text, "\n")
	var parts []part
	above := 0 // the last line of what is above
	add := func(kind string, names []string, end token.Pos) {
		last := positions.Position(end).Line
		first := above + 1
		for first < last && strings.TrimSpace(lines[first-1]) == "" {
			first++
		}
		if kind != "import" {
			parts = append(parts, part{kind, names, first, strings.Join(lines[first-1:last], "")})
		}
		above = last
	}
	add("package", []string{file.Name.Name}, file.Name.End())
	for _, declaration := range file.Decls {
		switch declaration := declaration.(type) {
		case *ast.FuncDecl:
			add("func", []string{functionName(declaration)}, declaration.End())
		case *ast.GenDecl:
			add(declaration.Tok.String(), gosource.Declared(declaration), declaration.End())
		}
	}
	return parts, nil
}

// functionName is the name by which go doc knows a function: "Run",
// "CgroupManager.Set".
func functionName(function *ast.FuncDecl) string {
	if function.Recv == nil {
		return function.Name.Name
	}
	receiver := strings.TrimPrefix(types.ExprString(function.Recv.List[0].Type), "*")
	return receiver + "." + function.Name.Name
}
