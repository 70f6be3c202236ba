package bench

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"mydocker/harness/mydocker"
	"mydocker/harness/oci"
)

// kinds are the namespaces that a container of the book has of its own.
var kinds = []string{"uts", "pid", "mnt", "net", "ipc"}

// namespaces are identities, by kind: "uts:[4026531838]".
type namespaces map[string]string

// namespacesIn reads the links in a directory such as /proc/1/ns, some of them
// by another name.
func namespacesIn(dir string, otherwise map[string]string) (namespaces, error) {
	found := namespaces{}
	for _, kind := range kinds {
		name := kind
		if otherwise[kind] != "" {
			name = otherwise[kind]
		}
		link, err := os.Readlink(filepath.Join(dir, name))
		if err != nil {
			return nil, fmt.Errorf("read a namespace: %w", err)
		}
		found[kind] = link
	}
	return found, nil
}

// made is what the kernel says of a process that is a container's command.
type made struct {
	namespaces namespaces
	// limits are the values of limitFiles in the groups that it is in.
	limits [len(limitFiles)]string
	// seesItself is that its /proc knows it by the pid that it has inside.
	seesItself bool
}

// limitFiles are where the limits of the book are read.
var limitFiles = [...]struct{ controller, file string }{
	{"memory", "memory.limit_in_bytes"},
	{"cpu", "cpu.shares"},
	{"cpuset", "cpuset.cpus"},
}

// look reads it.
func look(pid int) (m made, err error) {
	proc := fmt.Sprintf("/proc/%d", pid)
	if m.namespaces, err = namespacesIn(proc+"/ns", nil); err != nil {
		return m, err
	}
	for i, file := range limitFiles {
		group, err := mydocker.CgroupOf(pid, file.controller)
		if err != nil {
			return m, err
		}
		if m.limits[i], err = group.Read(file.file); err != nil {
			return m, err
		}
	}
	command, err := os.ReadFile(proc + "/cmdline")
	if err != nil {
		return m, err
	}
	// NSpid: the pid in each PID namespace, the innermost last; its command line
	// is known to no other /proc by that.
	status, err := mydocker.StatusField(pid, "NSpid")
	if err != nil {
		return m, err
	}
	pids := strings.Fields(status)
	there, err := os.ReadFile(proc + "/root/proc/" + pids[len(pids)-1] + "/cmdline")
	m.seesItself = err == nil && string(there) == string(command)
	return m, nil
}

// lacks says what is not there of what a container has of its own, which is
// started by who has these namespaces.
func (m made) lacks(outside namespaces, limits oci.Limits) error {
	var shared, lacks []string
	for _, kind := range kinds {
		if m.namespaces[kind] == outside[kind] {
			shared = append(shared, kind)
		}
	}
	if len(shared) > 0 {
		lacks = append(lacks, "no namespace of its own: "+strings.Join(shared, ", "))
	}
	if !m.seesItself {
		lacks = append(lacks, "its /proc is another's")
	}
	wanted := [len(limitFiles)]string{}
	if limits != (oci.Limits{}) {
		wanted = [...]string{strconv.FormatInt(limits.Memory, 10), strconv.Itoa(limits.Shares), limits.Cores}
	}
	for i, value := range wanted {
		if value != "" && m.limits[i] != value {
			lacks = append(lacks, fmt.Sprintf("%s is %s", limitFiles[i].file, m.limits[i]))
		}
	}
	if len(lacks) == 0 {
		return nil
	}
	return errors.New(strings.Join(lacks, "; "))
}
