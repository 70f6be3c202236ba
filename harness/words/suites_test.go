package words_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"path/filepath"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// assertion is a call in a package of the kit.
type assertion struct {
	name string     // "Equal"
	says []ast.Expr // what of it is for a person
	at   token.Position
}

// assertions returns those that the cases make.
func assertions(t *testing.T) (found []assertion) {
	inspect(t, "../conformance", func(node ast.Node, files *token.FileSet) {
		if call, isCall := node.(*ast.CallExpr); isCall {
			if name, says, is := asserts(call); is {
				found = append(found, assertion{name, says, files.Position(call.Pos())})
			}
		}
	})
	require.NotEmpty(t, found)
	return found
}

// ofASuite is what a case asserts by.
var ofASuite = regexp.MustCompile(`^(\w+\.)?s(\.Require\(\))?$`)

// asserts returns the name of an assertion, and the text or format in it.
func asserts(call *ast.CallExpr) (name string, says []ast.Expr, is bool) {
	method, isMethod := call.Fun.(*ast.SelectorExpr)
	if !isMethod || !ofASuite.MatchString(types.ExprString(method.X)) {
		return "", nil, false
	}
	name = method.Sel.Name
	declared, isAssertion := reflect.TypeFor[*assert.Assertions]().MethodByName(name)
	if !isAssertion || !declared.Type.IsVariadic() {
		return "", nil, false
	}
	fixed := declared.Type.NumIn() - 2 // without the receiver, and all that is variadic
	switch {
	case name == "Failf":
		return name, call.Args[:fixed], true
	case strings.HasSuffix(name, "f"):
		return name, call.Args[fixed-1 : fixed], true
	}
	return name, call.Args[fixed:min(fixed+1, len(call.Args))], true
}

// constant returns the text, or the format, that an expression is.
func constant(expression ast.Expr) (text string, is bool) {
	switch e := expression.(type) {
	case *ast.BasicLit:
		text, err := strconv.Unquote(e.Value)
		return text, e.Kind == token.STRING && err == nil
	case *ast.BinaryExpr:
		left, isLeft := constant(e.X)
		right, isRight := constant(e.Y)
		return left + right, isLeft && isRight && e.Op == token.ADD
	case *ast.CallExpr:
		if types.ExprString(e.Fun) == "fmt.Sprintf" {
			return constant(e.Args[0])
		}
	}
	return "", false
}

// inspect visits the source of a package, without its tests.
func inspect(t *testing.T, dir string, visit func(ast.Node, *token.FileSet)) {
	paths, err := filepath.Glob(filepath.Join(dir, "*.go"))
	require.NoError(t, err)
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		files := token.NewFileSet()
		file, err := parser.ParseFile(files, path, nil, 0)
		require.NoError(t, err)
		ast.Inspect(file, func(node ast.Node) bool {
			visit(node, files)
			return true
		})
	}
}
