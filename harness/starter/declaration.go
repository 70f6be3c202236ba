package starter

import (
	"fmt"
	"go/ast"
	"go/doc"
	"go/parser"
	"go/token"
	"strings"

	"mydocker/harness/gosource"
)

// file is a Go file of a program.
type file struct {
	name string // in the program's folder: "container/init.go"
	text string
	tree *ast.File
	set  *token.FileSet
}

// parse reads a file from its text.
func parse(name, text string) (*file, error) {
	set := token.NewFileSet()
	tree, err := parser.ParseFile(set, name, text, parser.ParseComments)
	if err != nil {
		return nil, fmt.Errorf("read Go: %w", err)
	}
	return &file{name, text, tree, set}, nil
}

// offset is where in the text a position is.
func (f *file) offset(pos token.Pos) int { return f.set.Position(pos).Offset }

// declaration is one of the package: a function, or what stands behind one
// const, type or var.
type declaration struct {
	// name is as a person says it: "Run", "(*CgroupManager).Set".
	name string
	// names are all that it declares: a group declares several.
	names []string
	file  *file
	doc   *ast.CommentGroup
	node  ast.Decl
}

// declarations are those of the file, in their order, without the imports.
func (f *file) declarations() (all []declaration) {
	for _, node := range f.tree.Decls {
		switch node := node.(type) {
		case *ast.FuncDecl:
			name := functionName(node)
			all = append(all, declaration{name, []string{name}, f, node.Doc, node})
		case *ast.GenDecl:
			if names := gosource.Declared(node); len(names) > 0 {
				all = append(all, declaration{strings.Join(names, ", "), names, f, node.Doc, node})
			}
		}
	}
	return all
}

func functionName(function *ast.FuncDecl) string {
	if function.Recv == nil || len(function.Recv.List) == 0 {
		return function.Name.Name
	}
	switch receiver := function.Recv.List[0].Type.(type) {
	case *ast.StarExpr:
		if name, ok := receiver.X.(*ast.Ident); ok {
			return "(*" + name.Name + ")." + function.Name.Name
		}
	case *ast.Ident:
		return receiver.Name + "." + function.Name.Name
	}
	return function.Name.Name
}

// function is the declaration as that of a function, if it is one.
func (d declaration) function() (*ast.FuncDecl, bool) {
	function, ok := d.node.(*ast.FuncDecl)
	return function, ok && function.Body != nil
}

// begin is where it begins in the text of its file, with its comment; start is
// where it begins without; end is where it ends.
func (d declaration) begin() int {
	if d.doc == nil {
		return d.start()
	}
	return d.file.offset(d.doc.Pos())
}

func (d declaration) start() int { return d.file.offset(d.node.Pos()) }
func (d declaration) end() int   { return d.file.offset(d.node.End()) }

// text is what it says, without its comment.
func (d declaration) text() string { return d.file.text[d.start():d.end()] }

// comment is the one above it, as it stands there, with the end of its last line.
func (d declaration) comment() string { return d.file.text[d.begin():d.start()] }

// signature is a function without its body.
func (d declaration) signature() string {
	function, ok := d.function()
	if !ok {
		return ""
	}
	return strings.TrimSpace(d.file.text[d.start():d.file.offset(function.Body.Lbrace)])
}

// emptied is a function with its body still to be written in step; anything
// else is as it is.
func (d declaration) emptied(step string) string {
	if _, ok := d.function(); !ok {
		return d.text()
	}
	return fmt.Sprintf("%s {\n\tpanic(%q)\n}", d.signature(), step+": write "+d.name)
}

// sentence is the first of its comment.
func (d declaration) sentence() string {
	if d.doc == nil {
		return ""
	}
	return new(doc.Package).Synopsis(d.doc.Text())
}
