package words_test

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"mydocker/harness/words"
)

// ofOthers are rejections in the words of Go.
var ofOthers = []string{"%s", "%v", "%s: import %s"}

// Why a submission was not taken or built is said in English by harness/grade.
func TestEveryRejectionIsSaidInEveryLanguageAndNoOther(t *testing.T) {
	rejections := map[string]bool{}
	inspect(t, "../grade", func(node ast.Node, files *token.FileSet) {
		call, isCall := node.(*ast.CallExpr)
		if !isCall || types.ExprString(call.Fun) != "reject" {
			return
		}
		text, isText := constant(call.Args[0])
		require.True(t, isText, "%s: a rejection is written out, so that a test can find it", files.Position(call.Pos()))
		if !slices.Contains(ofOthers, text) {
			rejections[text] = true
		}
	})
	require.NotEmpty(t, rejections)
	for _, language := range words.Languages[1:] {
		said := formats(t, language, "rejection")
		for rejection := range rejections {
			require.NotEmpty(t, said[rejection], "%s: %q", language, rejection)
		}
		for rejection := range said {
			require.True(t, rejections[rejection], "nothing is rejected by %q", rejection)
		}
	}
}
