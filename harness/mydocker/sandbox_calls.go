package mydocker

import (
	"fmt"
	"maps"
	"slices"

	"github.com/elastic/go-seccomp-bpf"
	"github.com/elastic/go-seccomp-bpf/arch"
	"golang.org/x/sys/unix"
)

// shut are the system calls that nothing in a sandbox may make: they reach the
// kernel past the namespaces, or are no part of making a container.
var shut = []string{
	"init_module", "finit_module", "delete_module", "kexec_load", "kexec_file_load", "reboot",
	"settimeofday", "clock_settime", "clock_adjtime", "adjtimex",
	"swapon", "swapoff", "acct", "quotactl", "quotactl_fd", "syslog", "iopl", "ioperm",
	"add_key", "request_key", "keyctl",
	"userfaultfd", "bpf", "perf_event_open", "fanotify_init", "lookup_dcookie",
	"io_uring_setup", "io_uring_enter", "io_uring_register",
	"open_by_handle_at", "name_to_handle_at",
}

// shutCalls shuts them for the calling thread, and for all that it starts. So
// are those that are newer than the list of all that there are, and those of
// other kinds of programs, such as of 32 bits: they are not there, seccomp(2).
func shutCalls() error {
	machine, err := arch.GetInfo("")
	if err != nil {
		return fmt.Errorf("which system calls are there: %w", err)
	}
	var allowed []string
	for _, name := range slices.Sorted(maps.Keys(machine.SyscallNames)) {
		if name != "socket" && !slices.Contains(shut, name) {
			allowed = append(allowed, name)
		}
	}
	notVsock := seccomp.Condition{Argument: 0, Operation: seccomp.NotEqual, Value: unix.AF_VSOCK}
	filter := seccomp.Filter{Policy: seccomp.Policy{
		DefaultAction: seccomp.ActionErrno,
		Syscalls: []seccomp.SyscallGroup{{
			Action:             seccomp.ActionAllow,
			Names:              allowed,
			NamesWithCondtions: []seccomp.NameWithConditions{{Name: "socket", Conditions: []seccomp.Condition{notVsock}}},
		}},
	}}
	if err := seccomp.LoadFilter(filter); err != nil {
		return fmt.Errorf("shut system calls: %w", err)
	}
	return nil
}
