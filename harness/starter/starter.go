package starter

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"mydocker/harness/stages"
)

// Order is what a student asks for.
type Order struct {
	// Kit is the kit's directory.
	Kit string
	// Step is the one to begin: "3.2".
	Step string
	// Dir is where the starter is to be. It must not exist, or be empty.
	Dir string
	// From is the student's own program of the step before; "" for the chapter's.
	From string
}

// Starter is what was made.
type Starter struct {
	// Files are its files, by their names in its folder.
	Files map[string]string
	// Tasks are what is to be done, in the order in which it is to be read.
	Tasks []Task
	// Taken is a line on what is of the student's own; "" without From.
	Taken string
}

// Make makes a starter, sees that it compiles, and writes it.
func Make(order Order) (*Starter, error) {
	if err := free(order.Dir); err != nil {
		return nil, err
	}
	made, err := derive(order)
	if err != nil {
		return nil, err
	}
	if err := compiles(made.Files); err != nil {
		return nil, err
	}
	return made, write(order.Dir, made.Files)
}

// derive makes all of a starter, in memory.
func derive(order Order) (*Starter, error) {
	d, err := read(order)
	if err != nil {
		return nil, err
	}
	if err := d.derive(); err != nil {
		return nil, err
	}
	kitModule, err := importPath(order.Kit)
	if err != nil {
		return nil, err
	}
	d.deriveTests(kitModule)
	pages, err := d.pages(order.Kit, order.Dir)
	if err != nil {
		return nil, err
	}
	module, err := d.moduleFiles(order.Kit, order.From)
	if err != nil {
		return nil, err
	}
	for _, files := range []map[string]string{pages, module} {
		for name, text := range files {
			d.files[name] = text
		}
	}
	made := &Starter{Files: d.files, Tasks: d.tasks}
	if order.From != "" {
		made.Taken = d.taken()
	}
	return made, nil
}

// read reads the programs that a starter is derived from, all with the names
// of packages that they are to have in it.
func read(order Order) (*derivation, error) {
	if _, err := stages.UpTo(order.Step); err != nil {
		return nil, err
	}
	before, hasBefore := stages.Before(order.Step)
	if order.From != "" && !hasBefore {
		return nil, fmt.Errorf("%s is the first step: there is none before to take from", order.Step)
	}
	module := newModule
	var own *program
	if order.From != "" {
		var err error
		if own, err = readProgram(order.From); err != nil {
			return nil, fmt.Errorf("take from %s: %w", order.From, err)
		}
		if len(own.files) == 0 {
			return nil, fmt.Errorf("take from %s: there is no Go file in it", order.From)
		}
		// Who has given the module a name keeps it.
		if _, err := os.Stat(filepath.Join(order.From, "go.mod")); err == nil {
			module = own.prefix
		}
	}
	chapter := func(step string) (*program, error) {
		p, err := readProgram(filepath.Join(order.Kit, "chapter3", step))
		if err != nil {
			return nil, err
		}
		return p.importAs(module)
	}
	now, err := chapter(order.Step)
	if err != nil {
		return nil, err
	}
	d := &derivation{step: order.Step, stepBefore: before.Name, now: now, base: &program{}}
	if hasBefore {
		if d.before, err = chapter(before.Name); err != nil {
			return nil, err
		}
		d.base = d.before
	}
	if own != nil {
		d.base, err = own.importAs(module)
	}
	return d, err
}

// taken says in a line what is the student's own, and what could not be.
func (d *derivation) taken() string {
	line := fmt.Sprintf("taken from %s: %d Go files", d.base.dir, len(d.base.files)+len(d.base.tests))
	if len(d.already) > 0 {
		line += "; there already, and left alone: " + strings.Join(d.already, ", ")
	}
	if len(d.absent) > 0 {
		line += "; not there, though " + d.step + " changes it: " + strings.Join(d.absent, ", ")
	}
	return line
}

// oldTests are the tests in the starter that the step changes.
func (d *derivation) oldTests() (old []string) {
	for name, now := range d.now.tests {
		if d.before == nil || d.before.tests[name] == nil || d.files[name] == "" {
			continue
		}
		if d.before.tests[name].text != now.text {
			old = append(old, name)
		}
	}
	slices.Sort(old)
	return old
}
