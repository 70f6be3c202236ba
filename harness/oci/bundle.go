package oci

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/sys/unix"
)

// Container is what a runtime is to make.
type Container struct {
	// Args is the command, Env its environment and Cwd where it is started.
	Args []string
	Env  []string
	Cwd  string
	// Terminal gives it a terminal of its own.
	Terminal bool
	// Root is where / is shown: see ShowRoot.
	Root string
	// Group is its group in each hierarchy: "/x"; if it is "", the runtime makes
	// one of the container's name.
	Group string
	// Limits are set where they are not zero.
	Limits Limits
}

// Limits are those of the book.
type Limits struct {
	Memory int64  // in bytes, and of memory and swap together
	Shares int    // of CPU time, 1024 being usual
	Cores  string // "0", "0-2,5"
}

// WriteBundle writes the container's config.json to a directory, as
// https://github.com/opencontainers/runtime-spec wants it.
func (c Container) WriteBundle(dir string) error {
	capabilities, err := capabilities()
	if err != nil {
		return err
	}
	text, err := json.Marshal(c.spec(capabilities))
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "config.json"), text, 0o600)
}

type object map[string]any

func (c Container) spec(capabilities []string) object {
	namespaces := []object{}
	for _, kind := range []string{"pid", "mount", "uts", "ipc", "network"} {
		namespaces = append(namespaces, object{"type": kind})
	}
	linux := object{"resources": c.Limits.resources(), "namespaces": namespaces}
	if c.Group != "" {
		linux["cgroupsPath"] = c.Group
	}
	return object{
		"ociVersion": "1.0.2",
		"process": object{
			"terminal": c.Terminal,
			"user":     object{"uid": 0, "gid": 0},
			"args":     c.Args, "env": c.Env, "cwd": c.Cwd,
			"capabilities": object{"bounding": capabilities, "effective": capabilities, "permitted": capabilities},
		},
		"root": object{"path": c.Root},
		"mounts": []object{
			{"destination": "/proc", "type": "proc", "source": "proc", "options": []string{"nosuid", "nodev", "noexec"}},
			// To show it once more keeps runc from making devices in there, which
			// are the machine's.
			{"destination": "/dev", "type": "bind", "source": "/dev", "options": []string{"rbind"}},
		},
		"linux": linux,
	}
}

func (l Limits) resources() object {
	resources := object{"devices": []object{{"allow": true, "access": "rwm"}}}
	if l.Memory != 0 {
		resources["memory"] = object{"limit": l.Memory, "swap": l.Memory}
	}
	cpu := object{}
	if l.Shares != 0 {
		cpu["shares"] = l.Shares
	}
	if l.Cores != "" {
		cpu["cpus"] = l.Cores
	}
	if len(cpu) > 0 {
		resources["cpu"] = cpu
	}
	return resources
}

// capabilities are those that this process has: root in a container has not all.
func capabilities() ([]string, error) {
	header, has := unix.CapUserHeader{Version: unix.LINUX_CAPABILITY_VERSION_3}, [2]unix.CapUserData{}
	if err := unix.Capget(&header, &has[0]); err != nil {
		return nil, fmt.Errorf("ask for the capabilities of this process: %w", err)
	}
	names := []string{}
	for number, name := range capabilityNames {
		if has[number/32].Effective&(1<<(number%32)) != 0 {
			names = append(names, name)
		}
	}
	return names, nil
}

// The names of capabilities(7), by number.
var capabilityNames = strings.Fields(`CAP_CHOWN CAP_DAC_OVERRIDE CAP_DAC_READ_SEARCH CAP_FOWNER CAP_FSETID CAP_KILL
	CAP_SETGID CAP_SETUID CAP_SETPCAP CAP_LINUX_IMMUTABLE CAP_NET_BIND_SERVICE CAP_NET_BROADCAST CAP_NET_ADMIN
	CAP_NET_RAW CAP_IPC_LOCK CAP_IPC_OWNER CAP_SYS_MODULE CAP_SYS_RAWIO CAP_SYS_CHROOT CAP_SYS_PTRACE CAP_SYS_PACCT
	CAP_SYS_ADMIN CAP_SYS_BOOT CAP_SYS_NICE CAP_SYS_RESOURCE CAP_SYS_TIME CAP_SYS_TTY_CONFIG CAP_MKNOD CAP_LEASE
	CAP_AUDIT_WRITE CAP_AUDIT_CONTROL CAP_SETFCAP CAP_MAC_OVERRIDE CAP_MAC_ADMIN CAP_SYSLOG CAP_WAKE_ALARM
	CAP_BLOCK_SUSPEND CAP_AUDIT_READ CAP_PERFMON CAP_BPF CAP_CHECKPOINT_RESTORE`)
