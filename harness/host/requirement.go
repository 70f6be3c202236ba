// Package host says what this machine offers to a container runtime and to
// the suites that test one. What a case needs is a value with a reason, not
// an if: see Needs.
package host

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// Requirement is something a case needs of the machine it runs on.
type Requirement struct {
	// Name is what is needed, in a few words: "root".
	Name string
	// Remedy is what a person does to get it.
	Remedy string

	missing func() error
}

// Cause returns why the machine does not meet the requirement, or nil.
func (r Requirement) Cause() error { return r.missing() }

// Missing returns why the machine does not meet the requirement, with what to
// do about it, or nil.
func (r Requirement) Missing() error {
	if err := r.missing(); err != nil {
		return fmt.Errorf("needs %s: %w; %s", r.Name, err, r.Remedy)
	}
	return nil
}

// Strict reports whether a case that cannot run here is an error. It is set
// where the machine is promised to have everything: in CI and in the VM.
func Strict() bool { return os.Getenv("KIT_STRICT") == "1" }

// Needs ends the test as not run if the machine lacks a requirement: a skip,
// which is never counted as a pass, or a failure in strict mode.
func Needs(t testing.TB, requirements ...Requirement) {
	t.Helper()
	for _, requirement := range requirements {
		err := requirement.Missing()
		if err == nil {
			continue
		}
		if Strict() {
			t.Fatalf("not run: %v (an error, as KIT_STRICT=1)", err)
		}
		t.Skipf("not run: %v", err)
	}
}

// Root is the right to make namespaces, mounts and cgroups.
var Root = Requirement{
	Name:   "root",
	Remedy: "run it with sudo",
	missing: func() error {
		if uid := os.Geteuid(); uid != 0 {
			return fmt.Errorf("this is user %d", uid)
		}
		return nil
	},
}

// CgroupV1 is a mounted cgroup v1 hierarchy with controller, such as "memory".
func CgroupV1(controller string) Requirement {
	return Requirement{
		Name:   "the cgroup v1 controller " + controller,
		Remedy: "use a machine or VM booted with systemd.unified_cgroup_hierarchy=0",
		missing: func() error {
			_, err := FindHierarchy(controller)
			return err
		},
	}
}

// SwapAccounting is a kernel that limits swap along with memory.
var SwapAccounting = Requirement{
	Name:   "swap accounting",
	Remedy: "boot with cgroup v1, and with swapaccount=1 where that alone does not do",
	missing: func() error {
		memory, err := FindHierarchy("memory")
		if err != nil {
			return err
		}
		_, err = os.Stat(filepath.Join(memory.Mountpoint, "memory.memsw.limit_in_bytes"))
		return err
	},
}

// Program is a program in PATH, such as "stress".
func Program(name string) Requirement {
	return Requirement{
		Name:   "the program " + name,
		Remedy: "scripts/setup installs it",
		missing: func() error {
			_, err := exec.LookPath(name)
			return err
		},
	}
}

// Cores is a number of cores that this process may run on.
func Cores(n int) Requirement {
	return Requirement{
		Name:   fmt.Sprintf("%d cores", n),
		Remedy: "give the machine or VM more of them",
		missing: func() error {
			var set unix.CPUSet
			if err := unix.SchedGetaffinity(0, &set); err != nil {
				return fmt.Errorf("ask for the cores: %w", err)
			}
			if set.Count() < n {
				return fmt.Errorf("there are %d", set.Count())
			}
			return nil
		},
	}
}

// NetworkInterface is an interface besides lo: without one, a runtime that
// makes no network namespace looks like one that does.
var NetworkInterface = Requirement{
	Name:   "a network interface besides lo",
	Remedy: "make one: ip link add kit0 type veth peer name kit1",
	missing: func() error {
		names, err := interfaces("/proc/self/net/dev")
		if err == nil && len(names) < 2 {
			err = fmt.Errorf("there is %s alone", strings.Join(names, " "))
		}
		return err
	},
}

// Ptrace is the right to trace a process, by which a case holds a runtime
// still at the moment that matters; see ptrace(2).
var Ptrace = Requirement{
	Name:    "ptrace",
	Remedy:  "set kernel.yama.ptrace_scope to 1 or less, or leave the container that forbids it",
	missing: tryPtrace,
}
