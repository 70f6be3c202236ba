package trace

import "time"

// Kind is what happens in an event.
type Kind string

// The kinds, in about the order in which a right runtime has them.
const (
	Start      Kind = "start"      // the runtime starts
	Mkdir      Kind = "mkdir"      // a cgroup is made
	Limit      Kind = "limit"      // a file of a cgroup is written
	Pipe       Kind = "pipe"       // a pipe is made
	Enter      Kind = "enter"      // a thread of run moves itself into a cgroup
	Clone      Kind = "clone"      // a process is made
	Unshare    Kind = "unshare"    // a process moves into new namespaces
	Setns      Kind = "setns"      // or into those of another
	DeathWish  Kind = "deathsig"   // a process wants to die with its parent
	Exec       Kind = "exec"       // a process becomes another program
	Leave      Kind = "leave"      // the thread moves itself out of the cgroup
	Join       Kind = "join"       // a process is moved into a cgroup
	Send       Kind = "send"       // run writes into a pipe
	Receive    Kind = "receive"    // init reads from it
	Mount      Kind = "mount"      // something is mounted, or changed in how it is
	Umount     Kind = "umount"     // and unmounted
	Root       Kind = "root"       // another directory becomes /
	Hostname   Kind = "hostname"   // the host's name is set
	CloseRange Kind = "closerange" // descriptors are closed, or marked to be
	Command    Kind = "command"    // init becomes the command
	Kill       Kind = "kill"       // a signal is sent
	Exit       Kind = "exit"       // a process ends
	Wait       Kind = "wait"       // run learns how init ended
	Rmdir      Kind = "rmdir"      // a cgroup is removed
)

// Lane is whose an event is.
type Lane string

// The lanes: run, with all that is outside of the container, and init, the
// container's first process, with all that is in there.
const (
	Run  Lane = "run"
	Init Lane = "init"
)

// Event is something worth seeing in the life of a run.
type Event struct {
	Kind Kind
	Lane Lane
	// At is since the runtime's start. strace makes all of it slow.
	At time.Duration
	// Subject says which of its kind the event is, in words that another
	// runtime's has too: "memory.limit_in_bytes", "/proc proc".
	Subject string
	// Detail is what was said to the kernel, or heard from it.
	Detail string
	// Path is the file, where there is one.
	Path string
	// Args are those of a program that is executed.
	Args []string
	// Errno is why it failed: "EINVAL".
	Errno string
	// Hangs is that it never came to an end.
	Hangs bool
}

// Subjects that are no names.
const (
	itself = "self"   // of Exec: the runtime's own program
	helper = "helper" // of Clone: it makes no container
)

// Life is one run, from its start to its end.
type Life struct {
	// Events are in the order in which they happened.
	Events []Event
	// RunPID and InitPID are pids in the guard; InitPID is 0 where there was
	// no container.
	RunPID, InitPID int
}

// Of returns the events of a lane.
func (l Life) Of(lane Lane) []Event {
	var events []Event
	for _, event := range l.Events {
		if event.Lane == lane {
			events = append(events, event)
		}
	}
	return events
}
