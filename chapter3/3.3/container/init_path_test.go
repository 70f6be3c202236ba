package container

import (
	"os"
	"path/filepath"

	"mydocker/harness/host"
)

func (s *InitSuite) TestBareNameIsFoundInPath() {
	host.Needs(s.T(), host.Root)
	s.script("kit-hello")
	s.Equal("hello from kit-hello\n", runAsInit(s.T(), inContainer(), "kit-hello"))
}

// A program tells by its name how it was called.
func (s *InitSuite) TestBareNameStaysTheCommandsName() {
	host.Needs(s.T(), host.Root)
	s.Equal("sh\n", runAsInit(s.T(), inContainer(), "sh", "-c", "echo $0"))
}

func (s *InitSuite) TestNameThatPathDoesNotHaveIsNotFound() {
	host.Needs(s.T(), host.Root)
	s.script("kit-hello")
	s.Contains(runAsInit(s.T(), inContainer(), "kit-goodbye"), `not found: "kit-goodbye": `)
}

func (s *InitSuite) TestNameWithASlashIsNotLookedForInPath() {
	host.Needs(s.T(), host.Root)
	s.script("sub/kit-hello")
	s.Contains(runAsInit(s.T(), inContainer(), "sub/kit-hello"), `not found: "sub/kit-hello": `)
}

// Who put a program into the directory that one happens to be in is not trusted.
func (s *InitSuite) TestNameThatOnlyTheWorkingDirectoryHasIsNotFound() {
	host.Needs(s.T(), host.Root)
	program := inContainer()
	program.Dir = s.script("kit-hello")
	s.T().Setenv("PATH", ".:/usr/bin:/bin")
	s.Contains(runAsInit(s.T(), program, "kit-hello"), `not found: "kit-hello": `)
}

// script makes a program called name in a directory of the case, puts that
// first in PATH, and returns it.
func (s *InitSuite) script(name string) string {
	dir := s.T().TempDir()
	file := filepath.Join(dir, name)
	s.Require().NoError(os.MkdirAll(filepath.Dir(file), 0o755))
	s.Require().NoError(os.WriteFile(file, []byte("#!/bin/sh\necho hello from ${0##*/}\n"), 0o755))
	s.T().Setenv("PATH", dir+":"+os.Getenv("PATH"))
	return dir
}
