package look

// Container is a running container, as the kernel sees it from outside.
type Container struct {
	// Processes are run, if it lives, the container's first process, and those
	// below that, parents before children.
	Processes []Process
	// Init is the container's first process on this machine.
	Init int
	// Namespaces are its five namespaces, in the order of the book.
	Namespaces []Namespace
	// Root and Proc are what is mounted at / and at /proc in there; the last
	// of Proc is what is seen.
	Root, Proc []Mount
	// ProcShows is whose processes are seen in there.
	ProcShows Shows
	// Groups are its cgroups, one a hierarchy.
	Groups []Group
	// Descriptors are those of its first process.
	Descriptors []Descriptor
}

// Process is one on this machine.
type Process struct {
	PID, Parent int
	// Inside is its pid in the container; 0 if it is not in there.
	Inside int
	// Depth is how far below the first of the tree it is.
	Depth   int
	Command string
}

// Namespace is the container's of one kind, beside that of who looks.
type Namespace struct {
	// Kind is its name in /proc/PID/ns: "uts".
	Kind string
	// Here and There are the identities, which are inode numbers: "4026531836".
	Here, There string
}

// Own reports whether the container has one of its own.
func (n Namespace) Own() bool { return n.Here != n.There }

// Mount is a line of /proc/PID/mountinfo; see proc_pid_mountinfo(5).
type Mount struct {
	At, Type, Source string
	// Options are those of the mount: "rw,nosuid".
	Options string
	// Propagation is with which mounts it is one: "shared:22", or none.
	Propagation string
}

// Shows is whose processes a /proc shows.
type Shows string

// The /proc of a container may be that of the host still, or of nobody.
const (
	ShowsOwn     Shows = "own"
	ShowsHosts   Shows = "host"
	ShowsNothing Shows = "nothing"
	ShowsUnknown Shows = "unknown" // not even root may see whose its first process is
)

// Group is the container's place in one cgroup v1 hierarchy.
type Group struct {
	// Controllers are the hierarchy's: "cpu,cpuacct".
	Controllers string
	// Path is the group's name: "/mydocker/1234".
	Path string
	// Own is that run is in another group.
	Own bool
	// Levels are the groups on the way, from the topmost down.
	Levels []Level
}

// Level is a group.
type Level struct {
	// Name is the last part of its path; "/" for the topmost.
	Name string
	// Processes is how many are in it, and not in a group below.
	Processes int
	// Settings are its limits and use.
	Settings []Setting
}

// Setting is a file of a group, and what it says.
type Setting struct{ File, Value string }

// Descriptor is one that a process has open.
type Descriptor struct {
	Number int
	Target string
}
