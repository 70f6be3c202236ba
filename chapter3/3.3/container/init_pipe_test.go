package container

import (
	"os"

	"mydocker/harness/host"
)

func (s *InitSuite) TestInitThatWasSentHalfACommandRunsNothing() {
	host.Needs(s.T(), host.Root)
	whole := message("/bin/sh", "-c", "echo ran")
	out := runAsInitOf(s.T(), inContainer(), whole[:len(whole)-1])
	s.Contains(out, "refused: init: ")
}

// The pipe, and what else init may have been started with.
func (s *InitSuite) TestTheCommandInheritsThreeDescriptors() {
	host.Needs(s.T(), host.Root)
	program := inContainer()
	program.ExtraFiles = []*os.File{os.Stderr, os.Stderr}
	out := runAsInit(s.T(), program, "/bin/sh", "-c",
		`for n in 0 1 2 3 4 5 6 7 8 9; do [ -e /proc/$$/fd/$n ] && printf $n; done; true`)
	s.Equal("012", out)
}
