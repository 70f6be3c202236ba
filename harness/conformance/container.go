package conformance

import (
	"syscall"

	"golang.org/x/sys/unix"

	"mydocker/harness/mydocker"
)

// Container is a command under observation; what cannot be observed ends the
// case.
type Container struct {
	*mydocker.Container
	s *Suite
}

// must ends the case on an error.
func must[T any](s *Suite, value T, err error) T {
	s.Require().NoError(err)
	return value
}

// Namespace returns the identity of the command's namespace of a kind.
func (c *Container) Namespace(kind string) string {
	name, err := c.Container.Namespace(kind)
	return must(c.s, name, err)
}

// Cgroup waits until the command has joined a group of its own.
func (c *Container) Cgroup(controller string) Group {
	group, err := c.Container.Cgroup(controller)
	must(c.s, group, err)
	c.s.kept = append(c.s.kept, c.s.guard.GroupsAbove(controller, group)...)
	return Group{group, c.s}
}

// CgroupNow returns the group that the command is in, its own or not.
func (c *Container) CgroupNow(controller string) Group {
	group, err := c.Container.CgroupNow(controller)
	return Group{must(c.s, group, err), c.s}
}

// RuntimeCgroup returns the group that the runtime itself is in.
func (c *Container) RuntimeCgroup(controller string) Group {
	group, err := c.Container.RuntimeCgroup(controller)
	return Group{must(c.s, group, err), c.s}
}

// ThreadsOfRun returns the group of each of the runtime's own threads.
func (c *Container) ThreadsOfRun(controller string) map[string]string {
	groups, err := mydocker.ThreadCgroups(c.Pid(), controller)
	return must(c.s, groups, err)
}

// Argv returns the command's arguments, without its own name.
func (c *Container) Argv() []string {
	argv, err := c.Container.Argv()
	must(c.s, argv, err)
	c.s.Require().NotEmpty(argv, "the command's argv")
	return argv[1:]
}

// Ask asks the probe, which is the command.
func (c *Container) Ask(order string) string {
	answer, err := c.Container.Ask(order)
	return must(c.s, answer, err)
}

// Send sends a signal to the command, as its user would from outside.
func (c *Container) Send(sig syscall.Signal) error {
	c.Session.Note("then the command was sent " + unix.SignalName(sig))
	return syscall.Kill(c.PID, sig)
}

// End ends the command by the end of its stdin, and waits for run.
func (c *Container) End() mydocker.Result {
	c.Stdin.Close()
	return c.s.Wait(c.Session)
}

// Group is a cgroup under observation.
type Group struct {
	mydocker.Cgroup
	s *Suite
}

// Read returns what a file of the group says.
func (g Group) Read(file string) string {
	value, err := g.Cgroup.Read(file)
	return must(g.s, value, err)
}
