package picture

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// mean is what a person may call a container's command.
const mean = `</text><script>alert(1)</script>"'&` + "\x00"

func drawing() Drawing {
	return Drawing{
		Language: "zh", Title: mean, Width: 200, Height: 100,
		Boxes: []Box{{X: 1, Y: 2, Width: 3, Height: 4, Class: "card"}},
		Lines: []Line{{X1: 1, Y1: 2, X2: 3, Y2: 4, Class: "reach", Arrow: true}},
		Texts: []Text{{X: 1, Y: 2, Class: "dim", Text: mean, Whole: mean, Mark: Mark{"event", mean, mean}}},
	}
}

func TestForeignTextIsTextInAPage(t *testing.T) {
	var page strings.Builder
	require.NoError(t, drawing().Page(&page))
	require.NotContains(t, page.String(), "<script")
	require.Contains(t, page.String(), `<html lang="zh">`)
	require.NotContains(t, page.String(), "ZgotmplZ", "the template found a value where it takes none")
}

func TestSVGIsXMLWithTheTextsAsTheyWere(t *testing.T) {
	var svg strings.Builder
	require.NoError(t, drawing().SVG(&svg))
	require.NotContains(t, svg.String(), "ZgotmplZ")
	marks, err := ReadMarks(strings.NewReader(svg.String()))
	require.NoError(t, err)
	shown := strings.ReplaceAll(mean, "\x00", "\ufffd") // XML has no NUL
	require.Equal(t, []Mark{{"event", shown, shown}}, marks)
	_, err = ReadMarks(strings.NewReader("<svg><text>"))
	require.ErrorContains(t, err, "read a picture")
}

func TestPictureNeedsNothingElse(t *testing.T) {
	var page strings.Builder
	require.NoError(t, drawing().Page(&page))
	text := strings.ReplaceAll(page.String(), `xmlns="http://www.w3.org/2000/svg"`, "")
	require.NotRegexp(t, `https?:|src=|@import|url\([^#]`, text)
}
