package starter

import (
	"os/exec"
	"path/filepath"

	"mydocker/harness/host"
)

// What is new is called by what the step changes. So with that changed as the
// chapter does it, and nothing new written, the first that is called says so.
func (s *StarterSuite) TestWhereTheChangesAreMadeTheFirstEmptyFunctionSaysItsName() {
	host.Needs(s.T(), host.Root)
	for step, first := range map[string]string{"3.1": "runAction", "3.2": "NewPath", "3.3": "NewPipe"} {
		dir := s.T().TempDir()
		s.Require().NoError(writeFiles(dir, s.changed(step)))
		build := exec.Command("go", "build", "-buildvcs=false", "-o", "mydocker", ".")
		build.Dir = dir
		output, err := build.CombinedOutput()
		s.Require().NoError(err, "%s: %s", step, output)
		run := exec.Command("../../scripts/guarded", filepath.Join(dir, "mydocker"), "run", "-ti", "/bin/true")
		output, err = run.CombinedOutput()
		s.Error(err, step)
		s.Contains(string(output), "panic: "+step+": write "+first)
	}
}

// changed returns a starter with the changes made as in the chapter.
func (s *StarterSuite) changed(step string) map[string]string {
	made := s.starter(step)
	starter := s.program(made)
	reference, err := s.reference(step).importAs(newModule)
	s.Require().NoError(err)
	for _, name := range starter.names() {
		var edits edits
		for _, declaration := range starter.files[name].declarations() {
			for _, task := range made.Tasks {
				if task.Changes && task.File == name && task.Name == declaration.name {
					wanted, _ := reference.counterpart(declaration)
					edits.replace(declaration.start(), declaration.end(), wanted.text())
				}
			}
		}
		if len(edits) == 0 {
			continue
		}
		addImports(&edits, starter.files[name], reference.files[name].tree.Imports)
		changed, err := parse(name, edits.apply(starter.files[name].text))
		s.Require().NoError(err)
		made.Files[name] = withoutUnusedImports(changed)
	}
	return made.Files
}
