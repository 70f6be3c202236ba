package picture

import "os"

// Paint colours text for a terminal. The zero Paint leaves it as it is.
type Paint struct{ on bool }

// PaintFor returns the paint for what is written to file: colours if it is a
// terminal and the person has not said NO_COLOR.
func PaintFor(file *os.File) Paint {
	status, err := file.Stat()
	terminal := err == nil && status.Mode()&os.ModeCharDevice != 0
	return Paint{terminal && os.Getenv("NO_COLOR") == ""}
}

func (p Paint) in(code, text string) string {
	if !p.on || text == "" {
		return text
	}
	return "\x1b[" + code + "m" + text + "\x1b[0m"
}

// Strong, Dim, Good, Bad, Run and Init are the classes of style.css that a
// terminal knows too.
func (p Paint) Strong(text string) string { return p.in("1", text) }
func (p Paint) Dim(text string) string    { return p.in("2", text) }
func (p Paint) Good(text string) string   { return p.in("32", text) }
func (p Paint) Bad(text string) string    { return p.in("31", text) }
func (p Paint) Run(text string) string    { return p.in("36", text) }
func (p Paint) Init(text string) string   { return p.in("33", text) }
