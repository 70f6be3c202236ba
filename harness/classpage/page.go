package classpage

import (
	_ "embed" // for the page and its style
	"html/template"
	"io"

	"mydocker/harness/result"
	"mydocker/harness/words"
)

//go:embed page.html
var pageText string

//go:embed style.css
var style string

var page = template.Must(template.New("page").Funcs(template.FuncMap{
	"style": func() template.CSS { return template.CSS(style) },
}).Parse(pageText))

// Write writes the page.
func Write(w io.Writer, class result.Class, say words.Words) error {
	view, err := newView(class, say)
	if err != nil {
		return err
	}
	return page.Execute(w, view)
}

// texts are the page's own words.
type texts struct {
	Title, Map, MapNote, Hard, Nobody, Everyone, None, Clause, Promise, Kept, Students, Unknown, UnknownNote string
	Means, Look, Saw, Seen, Wanted, Got, LooksLike, Left, AllKept, ToMap                                     string
}

func newTexts(class result.Class, say words.Words) texts {
	return texts{
		Title: say.Say("class.title", words.Values{"Step": class.Step, "Count": len(class.Submissions)}), Map: say.Say("class.map"), MapNote: say.Say("class.map-note"),
		Hard: say.Say("class.hard"), Nobody: say.Say("class.nobody"), Everyone: say.Say("class.everyone"), None: say.Say("class.none"),
		Clause: say.Say("class.clause"), Promise: say.Say("class.promise"), Kept: say.Say("class.kept"), Students: say.Say("class.students"),
		Unknown: say.Say("class.unknown"), UnknownNote: say.Say("class.unknown-note"), Means: say.Say("class.means"), Look: say.Say("class.look"),
		Saw: say.Say("class.saw"), Seen: say.Say("lesson.seen"), Wanted: say.Say("lesson.wanted"), Got: say.Say("lesson.got"), LooksLike: say.Say("class.looks-like"), Left: say.Say("class.left"), AllKept: say.Say("class.all-kept"), ToMap: say.Say("class.to-map"),
	}
}
