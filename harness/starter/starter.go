package starter

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"mydocker/harness/stages"
	"mydocker/harness/words"
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
	// Say is the student's language. The files are in all languages.
	Say words.Words
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

// Refused is that an order is not one for which a starter can be made.
type Refused struct{ error }

func refuse(why string) error { return Refused{errors.New(why)} }

// Make makes a starter, sees that it compiles, and writes it.
func Make(order Order) (*Starter, error) {
	if err := free(order.Say, order.Dir); err != nil {
		return nil, err
	}
	made, err := derive(order)
	if err != nil {
		return nil, err
	}
	if err := compiles(order.Say, made.Files); err != nil {
		if before, found := stages.Before(order.Step); found && order.From != "" {
			err = fmt.Errorf("%w\n%s", err, order.Say.Say("start.mend-from", words.Values{
				"From": order.From, "Before": before.Name, "Tests": filepath.Join(order.Kit, "chapter3", before.Name),
			}))
		}
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
		made.Taken = d.taken(order.Say)
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
		return nil, refuse(order.Say.Say("start.nothing-before", words.Values{"Step": order.Step}))
	}
	module := newModule
	var own *program
	if order.From != "" {
		var err error
		if own, err = readOwn(order); err != nil {
			return nil, fmt.Errorf("%s: %w", order.Say.Say("start.take", words.Values{"Dir": order.From}), err)
		}
		if made := madeFor(order.From); made != "" && made != before.Name {
			return nil, refuse(order.Say.Say("start.other-step", words.Values{"Dir": order.From, "Made": made, "Step": order.Step, "Before": before.Name}))
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
