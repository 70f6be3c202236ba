package proving

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/printer"
	"go/token"
	"slices"
)

// words are the fields of a clause that are for people alone.
var words = []string{"Promise", "Means", "Look"}

// codeOf returns what a file of Go does: without its comments, and without
// what the catalogue says to people. Who changes these alone changes no
// verdict.
func codeOf(file string) ([]byte, error) {
	files := token.NewFileSet()
	parsed, err := parser.ParseFile(files, file, nil, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	ast.Inspect(parsed, func(node ast.Node) bool {
		field, isField := node.(*ast.KeyValueExpr)
		if !isField {
			return true
		}
		name, isName := field.Key.(*ast.Ident)
		text, isText := field.Value.(*ast.BasicLit)
		if isName && isText && slices.Contains(words, name.Name) {
			text.Value = `""`
		}
		return true
	})
	var code bytes.Buffer
	err = printer.Fprint(&code, token.NewFileSet(), parsed) // without positions: a comment leaves no gap
	return code.Bytes(), err
}
