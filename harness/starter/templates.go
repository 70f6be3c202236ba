package starter

import (
	"embed"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"text/template"

	"mydocker/harness/stages"
	"mydocker/harness/words"
)

//go:embed templates
var templates embed.FS

// page is what the templates are filled with.
type page struct {
	Step, Before   string
	Title, TitleZh string
	// Kit is the way to the kit, from the starter; MakeKit is the same for make.
	Kit, MakeKit string
	Files        []pageFile
	// OldTests are tests that the step changes, and that are as they were.
	OldTests []string
}

type pageFile struct {
	Name           string
	About, AboutZh string
	Tasks, TasksZh []Task
}

// fileOf are the templates, by the file that each makes.
var fileOf = map[string]string{
	"README.md":       "templates/README.md",
	"README.zh-CN.md": "templates/README.zh-CN.md",
	"Makefile":        "templates/Makefile",
	".gitignore":      "templates/gitignore",
}

// pages returns the files that are no Go.
func (d *derivation) pages(kit, dir string) (map[string]string, error) {
	guides := filepath.Join(kit, "chapter3", d.step)
	english, err := readGuide(filepath.Join(guides, "README.md"))
	if err != nil {
		return nil, err
	}
	chinese, err := readGuide(filepath.Join(guides, "README.zh-CN.md"))
	if err != nil {
		return nil, err
	}
	d.tasks = inReadingOrder(d.tasks, stages.ReadingOrder(d.stepBefore, d.step))
	say, err := words.In("zh")
	if err != nil {
		return nil, err
	}
	p := page{Step: d.step, Before: d.stepBefore, Title: english.title, TitleZh: chinese.title, OldTests: d.oldTests()}
	p.Kit, p.MakeKit = wayToKit(kit, dir)
	for _, task := range d.tasks {
		i := slices.IndexFunc(p.Files, func(f pageFile) bool { return f.Name == task.File })
		if i < 0 {
			i = len(p.Files)
			p.Files = append(p.Files, pageFile{Name: task.File, About: english.about[task.File], AboutZh: chinese.about[task.File]})
		}
		p.Files[i].Tasks = append(p.Files[i].Tasks, task)
		task.Sentence = say.Of("task."+d.step+"."+task.Name, task.Sentence)
		p.Files[i].TasksZh = append(p.Files[i].TasksZh, task)
	}
	made := map[string]string{}
	for name, from := range fileOf {
		var text strings.Builder
		filled, err := template.ParseFS(templates, from)
		if err == nil {
			err = filled.Execute(&text, p)
		}
		if err != nil {
			return nil, fmt.Errorf("write %s: %w", name, err)
		}
		made[name] = strings.TrimRight(text.String(), "\n") + "\n"
	}
	return made, nil
}

// wayToKit is how a starter in dir names the kit: by the way there if dir is in
// the kit, as a VM has the kit in another place; else by its place.
func wayToKit(kit, dir string) (way, inMake string) {
	place := strings.NewReplacer("$", "$$", "#", `\#`).Replace(kit)
	down, err := filepath.Rel(kit, dir)
	if err != nil || strings.HasPrefix(down, "..") {
		return kit, place
	}
	up, err := filepath.Rel(dir, kit)
	if err != nil {
		return kit, place
	}
	return filepath.ToSlash(up), "$(CURDIR)/" + filepath.ToSlash(up)
}
