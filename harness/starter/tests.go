package starter

import (
	"go/ast"
	"path"
	"slices"
	"strings"
)

// deriveTests adds the tests: those that base has, and those that the step
// adds. A test that the step changes is as it was, like what it tests. Left
// out are tests that need the kit, which is in another module, those of what the
// student has in another way already, by another name, or with another signature,
// and those that need something of a test that is not there.
func (d *derivation) deriveTests(kitModule string) {
	tests, leftOut := map[string]*file{}, map[string]*file{}
	theirs := slices.Concat(d.already, d.absent, d.unlike)
	for name, test := range d.now.tests {
		if isAdded := d.before == nil || d.before.tests[name] == nil; isAdded && !namesOneOf(test, theirs) {
			tests[name] = test
		} else {
			leftOut[name] = test
		}
	}
	for name, test := range d.base.tests {
		tests[name] = test
		delete(leftOut, name)
	}
	for name, test := range tests {
		if slices.ContainsFunc(test.tree.Imports, func(spec *ast.ImportSpec) bool {
			return strings.HasPrefix(spec.Path.Value, `"`+kitModule+"/harness/")
		}) {
			leftOut[name] = test
		}
	}
	for before := -1; before < len(leftOut); {
		before = len(leftOut)
		for name, test := range tests {
			if needsOneOf(test, leftOut) {
				leftOut[name] = test
			}
		}
	}
	for name, test := range tests {
		if leftOut[name] == nil {
			d.files[name] = test.text
		}
	}
}

// needsOneOf reports whether a test names what another of its package declares.
func needsOneOf(test *file, others map[string]*file) bool {
	for _, other := range others {
		if path.Dir(other.name) != path.Dir(test.name) {
			continue
		}
		for _, declaration := range other.declarations() {
			if namesOneOf(test, declaration.names) {
				return true
			}
		}
	}
	return false
}

// namesOneOf reports whether a file names something that it does not declare.
func namesOneOf(f *file, names []string) bool {
	return slices.ContainsFunc(f.tree.Unresolved, func(name *ast.Ident) bool { return slices.Contains(names, name.Name) })
}
