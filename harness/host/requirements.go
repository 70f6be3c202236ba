package host

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"golang.org/x/sys/unix"
)

// Root is the right to make namespaces, mounts and cgroups.
var Root = Requirement{
	ID: "root", Kind: "root",
	Name:   "root",
	Remedy: "run it with sudo",
	missing: func() *Cause {
		if uid := os.Geteuid(); uid != 0 {
			return &Cause{"not-root", map[string]any{"User": uid}, "sudo make doctor"}
		}
		return nil
	},
}

// CgroupV1 is a mounted cgroup v1 hierarchy with controller, such as "memory".
func CgroupV1(controller string) Requirement {
	return Requirement{
		ID: "cgroup-v1", Kind: "cgroup v1", Item: controller,
		Name:   "the cgroup v1 controller " + controller,
		Remedy: "use a machine or VM booted with systemd.unified_cgroup_hierarchy=0",
		missing: func() *Cause {
			hierarchy, err := FindHierarchy(controller)
			if err != nil {
				return causeIn(err)
			}
			return hierarchy.whyNoUse()
		},
	}
}

// SwapAccounting is a kernel that limits swap along with memory.
var SwapAccounting = Requirement{
	ID: "swap-accounting", Kind: "swap accounting",
	Name:   "swap accounting",
	Remedy: "boot with cgroup v1, and with swapaccount=1 where that alone does not do",
	missing: func() *Cause {
		memory, err := FindHierarchy("memory")
		if err != nil {
			return &Cause{ID: "memory-missing", Command: causeIn(err).Command}
		}
		if cause := memory.whyNoUse(); cause != nil {
			return &Cause{ID: "memory-missing", Command: cause.Command}
		}
		if _, err = os.Stat(filepath.Join(memory.Mountpoint, "memory.memsw.limit_in_bytes")); err != nil {
			return thisMachine().whyNoSwapAccounting(err)
		}
		return nil
	},
}

// Program is a program in PATH, such as "stress".
func Program(name string) Requirement {
	return Requirement{
		ID: "program", Kind: "programs", Item: name,
		Name:   "the program " + name,
		Remedy: "scripts/setup installs it",
		missing: func() *Cause {
			if _, err := exec.LookPath(name); err != nil {
				return &Cause{ID: "program-missing", Command: "sudo scripts/setup"}
			}
			return nil
		},
	}
}

// Cores is a number of cores that this process may run on.
func Cores(n int) Requirement {
	return Requirement{
		ID: "cores", Kind: "cores", Item: fmt.Sprint(n),
		Name:   fmt.Sprintf("%d cores", n),
		Remedy: "give the machine or VM more of them",
		missing: func() *Cause {
			var set unix.CPUSet
			if err := unix.SchedGetaffinity(0, &set); err != nil {
				return causeIn(fmt.Errorf("ask for the cores: %w", err))
			}
			online, _ := os.ReadFile("/sys/devices/system/cpu/online")
			return whyTooFew(n, set.Count(), strings.TrimSpace(string(online)))
		},
	}
}

// NetworkInterface is that one besides lo can be made: without one, a runtime that
// makes no network namespace looks like one that does.
var NetworkInterface = Requirement{
	ID: "network-interface", Kind: "network interface",
	Name:   "a network interface of its own",
	Remedy: "have the kernel's module veth, or dummy: modprobe veth",
	missing: func() *Cause {
		if err := tryInterface(); err != nil && os.Geteuid() == 0 { // else root is what is missing
			return &Cause{"no-interface", map[string]any{"Error": err}, "sudo modprobe veth"}
		}
		return nil
	},
}

// Ptrace is the right to trace a process, by which a case holds a runtime
// still at the moment that matters; see ptrace(2).
var Ptrace = Requirement{
	ID: "ptrace", Kind: "ptrace",
	Name:   "ptrace",
	Remedy: "set kernel.yama.ptrace_scope to 1 or less, or leave the container that forbids it",
	missing: func() *Cause {
		if err := tryPtrace(); err != nil {
			return whyNoPtrace(err, textOf("/proc/sys/kernel/yama/ptrace_scope"), textOf("/proc/self/status"))
		}
		return nil
	},
}

// Proc is a /proc in which this process can see itself.
var Proc = Requirement{
	ID: "proc", Kind: "/proc",
	Name:   "a /proc of this PID namespace",
	Remedy: "scripts/proc repair puts it back",
	missing: func() *Cause {
		seen, err := os.Readlink("/proc/self")
		return whyNotOurProc(os.Getpid(), seen, err)
	},
}

// Go is the toolchain that the chapter's programs are built with.
var Go = Requirement{
	ID: "go", Kind: "Go", Item: goWanted + "+",
	Name:    "Go " + goWanted + " or newer",
	Remedy:  "install it, and have it in PATH",
	missing: whyNoGo,
}
