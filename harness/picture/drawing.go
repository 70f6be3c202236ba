package picture

import (
	"embed"
	"fmt"
	"html/template"
	"io"
)

// CharWidth is how wide a column is in a font of one pixel: fixed-width fonts
// are all of about this shape.
const CharWidth = 0.602

// Mark is what an item says of itself to who reads a picture with a program:
// the attributes data-what, data-key and data-value.
type Mark struct{ What, Key, Value string }

// Box is a rectangle. Lengths are in pixels, and classes those of style.css.
type Box struct {
	X, Y, Width, Height int
	Class               string
}

// Text is one line of text. X is where it begins, and Y its base line.
type Text struct {
	X, Y  int
	Class string
	Text  string
	// Whole is what is shown to who points at it, if the text is cut.
	Whole string
	Mark  Mark
}

// Line goes from one point to another.
type Line struct {
	X1, Y1, X2, Y2 int
	Class          string
	Arrow          bool // at its end
}

// Drawing is what a picture consists of, from back to front: lines, boxes,
// texts.
type Drawing struct {
	// Language is that of its texts: "en".
	Language string
	// Title is what the picture shows, in a line.
	Title         string
	Width, Height int
	Lines         []Line
	Boxes         []Box
	Texts         []Text
}

// Columns returns how many columns of a font of size pixels fit into width.
func Columns(width int, size float64) int { return int(float64(width) / (size * CharWidth)) }

//go:embed style.css templates
var files embed.FS

// templates escape by themselves what they are given.
var templates = template.Must(template.New("").Funcs(template.FuncMap{"style": style}).ParseFS(files, "templates/*"))

func style() (template.CSS, error) {
	text, err := files.ReadFile("style.css")
	return template.CSS(text), err
}

// SVG writes the drawing as a file that stands alone.
func (d Drawing) SVG(out io.Writer) error { return d.write(out, "picture.svg") }

// Page writes the drawing in a page of HTML.
func (d Drawing) Page(out io.Writer) error { return d.write(out, "page.html") }

func (d Drawing) write(out io.Writer, name string) error {
	if err := templates.ExecuteTemplate(out, name, d); err != nil {
		return fmt.Errorf("write a picture as %s: %w", name, err)
	}
	return nil
}
