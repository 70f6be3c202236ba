package starter

import (
	"fmt"
	"go/ast"
	"go/format"
	"slices"
	"strings"
)

// Task is one thing to do in a step.
type Task struct {
	// File is where it is to be done: "container/init.go".
	File string
	// Name is what is to be written or changed: "(*CgroupManager).Set".
	Name string
	// Changes says that it is there, as the step before had it.
	Changes bool
	// Sentence is the first of its comment: "Set sets the group's limit."
	Sentence string
}

// Says is the sentence with its name, if it begins with that, written as a
// file in Markdown has it: "`(*CgroupManager).Set` sets the group's limit."
func (t Task) Says() string {
	short := t.Name[strings.LastIndex(t.Name, ".")+1:]
	if rest, ok := strings.CutPrefix(t.Sentence, short+" "); ok {
		return "`" + t.Name + "` " + rest
	}
	return strings.TrimSpace("`" + t.Name + "` " + t.Sentence)
}

// derivation is how the program of a step becomes a starter.
type derivation struct {
	step, stepBefore string
	// now is the step's program; before is that of the step before, nil for
	// the first; base is what the student begins with, and is before or theirs.
	now, before, base *program

	files map[string]string
	tasks []Task
	// already are new ones that base has; absent are those that the step changes
	// and base has not, and unlike those that base calls in another way.
	already, absent, unlike []string

	edits  map[string]*edits // of base's files
	marked map[ast.Decl]bool // of those, what has the step's comment already
}

// derive fills in the files and the tasks.
func (d *derivation) derive() error {
	d.files, d.edits, d.marked = map[string]string{}, map[string]*edits{}, map[ast.Decl]bool{}
	for _, name := range d.now.names() {
		if err := d.deriveFile(d.now.files[name]); err != nil {
			return err
		}
	}
	for _, name := range d.base.names() {
		text := d.base.files[name].text
		if edits, ok := d.edits[name]; ok {
			formatted, err := format.Source([]byte(edits.apply(text)))
			if err != nil {
				return fmt.Errorf("%s: add what is new in step %s: %w", name, d.step, err)
			}
			text = string(formatted)
		}
		d.files[name] = text
	}
	return nil
}

// deriveFile does one file of the step.
func (d *derivation) deriveFile(f *file) error {
	if d.before == nil && hasMain(f) {
		d.files[f.name] = f.text
		return nil
	}
	var added []declaration
	for _, declaration := range f.declarations() {
		_, isFunction := declaration.function()
		switch d.status(declaration) {
		case isNew:
			if _, has := d.base.counterpart(declaration); has {
				d.already = append(d.already, declaration.name)
				continue
			}
			added = append(added, declaration)
			if isFunction {
				d.tasks = append(d.tasks, Task{f.name, declaration.name, false, declaration.sentence()})
			}
		case isChanged:
			d.tasks = append(d.tasks, Task{f.name, declaration.name, true, declaration.sentence()})
			d.mark(declaration)
		}
	}
	if len(added) == 0 {
		return nil
	}
	if to, ok := d.base.files[f.name]; ok {
		d.insert(to, added)
		return nil
	}
	text, err := only(f, added, d.step)
	d.files[f.name] = text
	return err
}

// hasMain reports whether a file has the function that a program begins with.
func hasMain(f *file) bool {
	return f.tree.Name.Name == "main" && slices.ContainsFunc(f.declarations(), func(d declaration) bool { return d.name == "main" })
}

type status int

const (
	isGiven status = iota
	isNew
	isChanged
)

// status is what the step makes of a declaration. A comment may change alone:
// then there is nothing to do.
func (d *derivation) status(now declaration) status {
	if d.before == nil {
		return isNew
	}
	before, existed := d.before.counterpart(now)
	switch {
	case !existed:
		return isNew
	case before.text() != now.text():
		return isChanged
	}
	return isGiven
}

// mark puts the step's comment over what is to be changed, and says what it is
// to become.
func (d *derivation) mark(now declaration) {
	has, ok := d.base.counterpart(now)
	if !ok {
		d.absent = append(d.absent, now.name)
		return
	}
	if now.signature() != has.signature() {
		d.unlike = append(d.unlike, now.name)
	}
	if d.marked[has.node] {
		return // a student may declare in one what are two here
	}
	d.marked[has.node] = true
	comment := now.comment()
	if comment != "" {
		comment += "//\n"
	}
	comment += "// " + d.step + ": what is here is that of " + d.stepBefore
	if signature := now.signature(); signature != has.signature() {
		comment += ", and is to become\n//\n//\t" + strings.ReplaceAll(signature, "\n", "\n//\t") + "\n"
	} else {
		comment += ".\n"
	}
	d.editsOf(has.file).replace(has.begin(), has.start(), comment)
}

// insert adds declarations to a file of base: functions at its end, and others
// before the first that it has.
func (d *derivation) insert(to *file, added []declaration) {
	edits := d.editsOf(to)
	for _, declaration := range added {
		addImports(edits, to, neededFor(declaration))
	}
	for _, declaration := range added {
		text := declaration.comment() + declaration.emptied(d.step) + "\n"
		at := len(to.text)
		if has := to.declarations(); len(has) > 0 {
			if _, isFunction := declaration.function(); !isFunction {
				at = has[0].begin()
			}
		}
		edits.replace(at, at, "\n"+text+"\n")
	}
}

func (d *derivation) editsOf(f *file) *edits {
	if d.edits[f.name] == nil {
		d.edits[f.name] = new(edits)
	}
	return d.edits[f.name]
}

// only returns a file of the step with these declarations alone, functions
// emptied.
func only(f *file, wanted []declaration, step string) (string, error) {
	var edits edits
	for _, d := range f.declarations() {
		if slices.ContainsFunc(wanted, func(w declaration) bool { return w.name == d.name }) {
			edits.replace(d.start(), d.end(), d.emptied(step))
		} else {
			edits.replace(d.begin(), d.end(), "")
		}
	}
	emptied, err := parse(f.name, edits.apply(f.text))
	if err != nil {
		return "", fmt.Errorf("empty what is to be written: %w", err)
	}
	formatted, err := format.Source([]byte(withoutUnusedImports(emptied)))
	if err != nil {
		return "", fmt.Errorf("%s: empty what is to be written: %w", f.name, err)
	}
	return string(formatted), nil
}
