// Runs runc or crun as if it were a mydocker: it turns the kit's command line
// into an OCI bundle whose root is /, and runs that. Which of the two is said
// when this is built: -ldflags "-X main.ociRuntime=runc".
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"

	"github.com/moby/sys/mountinfo"
	"golang.org/x/sys/unix"

	"mydocker/harness/proving/testdata/wheats/kernel"
)

func init() { runtime.LockOSThread() }

var ociRuntime string

func main() {
	if len(os.Args) < 2 || os.Args[1] != "run" {
		os.Exit(kernel.Fail(errors.New("run is all it knows")))
	}
	os.Exit(run(os.Args[2:]))
}

func run(args []string) int {
	call, err := kernel.Read(args)
	if err != nil {
		return kernel.Fail(err)
	}
	dir, err := os.MkdirTemp("", "oci-")
	if err != nil {
		return kernel.Fail(err)
	}
	// A pid is not enough: two PID namespaces may share what the name is for.
	name := filepath.Base(dir)
	root := filepath.Join(dir, "root")
	defer func() {
		unix.Unmount(root, unix.MNT_DETACH)
		os.RemoveAll(dir)
	}()
	if err := bindRoot(root); err != nil {
		return kernel.Fail(err)
	}
	spec, err := specOf(call, root, name)
	if err != nil {
		return kernel.Fail(err)
	}
	text, err := json.Marshal(spec)
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, "config.json"), text, 0o600)
	}
	if err != nil {
		return kernel.Fail(err)
	}
	ending := kernel.Catch(syscall.SIGTERM, syscall.SIGHUP)
	state := "--root=" + filepath.Join(dir, "state")
	cmd := exec.Command(ociRuntime, state, "run", "--bundle", dir, name)
	if call.Tty {
		cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	}
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	if err := cmd.Start(); err != nil {
		return kernel.Fail(err)
	}
	go func() {
		for range ending {
			exec.Command(ociRuntime, state, "kill", name, "KILL").Run()
		}
	}()
	err = cmd.Wait()
	exec.Command(ociRuntime, state, "delete", "--force", name).Run()
	return kernel.Status(err)
}

// bindRoot shows / at dir, for this process and those it starts: the runtimes
// refuse a root that is not a mount of its own. They are not shown hierarchies
// without controllers: crun refuses to work beside a cgroup2, and leaves its
// groups in systemd's.
func bindRoot(dir string) error {
	if err := os.Mkdir(dir, 0o755); err != nil {
		return err
	}
	if err := unix.Unshare(unix.CLONE_NEWNS); err != nil {
		return err
	}
	if err := unix.Mount("", "/", "", unix.MS_SLAVE|unix.MS_REC, ""); err != nil {
		return err
	}
	hidden, err := mountinfo.GetMounts(holdsNoLimits)
	if err != nil {
		return err
	}
	for _, mount := range hidden {
		unix.Unmount(mount.Mountpoint, unix.MNT_DETACH)
	}
	return unix.Mount("/", dir, "", unix.MS_BIND|unix.MS_REC, "")
}

func holdsNoLimits(mount *mountinfo.Info) (skip, stop bool) {
	return mount.FSType != "cgroup2" && !(mount.FSType == "cgroup" && strings.Contains(mount.VFSOptions, "name=")), false
}

type object map[string]any

func specOf(call kernel.Call, root, name string) (object, error) {
	resources := object{"devices": []object{{"allow": true, "access": "rwm"}}}
	for controller, limit := range call.Limits {
		switch controller {
		case "memory":
			bytes, err := kernel.Bytes(limit)
			if err != nil {
				return nil, fmt.Errorf("memory limit %q: %w", limit, err)
			}
			n, _ := strconv.ParseInt(bytes, 10, 64)
			resources["memory"] = object{"limit": n, "swap": n}
		case "cpu":
			n, err := strconv.Atoi(limit)
			if err != nil || n < 2 {
				return nil, fmt.Errorf("cpu limit %q: no weight", limit)
			}
			resources["cpu"] = object{"shares": n}
		case "cpuset":
			cpu, _ := resources["cpu"].(object)
			if cpu == nil {
				cpu = object{}
			}
			cpu["cpus"] = limit
			resources["cpu"] = cpu
		}
	}
	cwd, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	namespaces := []object{}
	for _, kind := range []string{"pid", "mount", "uts", "ipc", "network"} {
		namespaces = append(namespaces, object{"type": kind})
	}
	// Those that this process has: root in a container has not all.
	header, has := unix.CapUserHeader{Version: unix.LINUX_CAPABILITY_VERSION_3}, [2]unix.CapUserData{}
	if err := unix.Capget(&header, &has[0]); err != nil {
		return nil, err
	}
	capabilities := []string{}
	for number, name := range capabilityNames {
		if has[number/32].Effective&(1<<(number%32)) != 0 {
			capabilities = append(capabilities, name)
		}
	}
	_, err = unix.IoctlGetTermios(0, unix.TCGETS)
	return object{
		"ociVersion": "1.0.2",
		"process": object{
			"terminal": call.Tty && err == nil,
			"user":     object{"uid": 0, "gid": 0},
			"args":     call.Command, "env": os.Environ(), "cwd": cwd,
			"capabilities": object{"bounding": capabilities, "effective": capabilities, "permitted": capabilities},
		},
		"root":   object{"path": root},
		"mounts": []object{{"destination": "/proc", "type": "proc", "source": "proc", "options": []string{"nosuid", "nodev", "noexec"}}},
		"linux": object{
			"cgroupsPath": "/" + name,
			"resources":   resources, "namespaces": namespaces,
		},
	}, nil
}

// The names of capabilities(7), by number.
var capabilityNames = strings.Fields(`CAP_CHOWN CAP_DAC_OVERRIDE CAP_DAC_READ_SEARCH CAP_FOWNER CAP_FSETID CAP_KILL
	CAP_SETGID CAP_SETUID CAP_SETPCAP CAP_LINUX_IMMUTABLE CAP_NET_BIND_SERVICE CAP_NET_BROADCAST CAP_NET_ADMIN
	CAP_NET_RAW CAP_IPC_LOCK CAP_IPC_OWNER CAP_SYS_MODULE CAP_SYS_RAWIO CAP_SYS_CHROOT CAP_SYS_PTRACE CAP_SYS_PACCT
	CAP_SYS_ADMIN CAP_SYS_BOOT CAP_SYS_NICE CAP_SYS_RESOURCE CAP_SYS_TIME CAP_SYS_TTY_CONFIG CAP_MKNOD CAP_LEASE
	CAP_AUDIT_WRITE CAP_AUDIT_CONTROL CAP_SETFCAP CAP_MAC_OVERRIDE CAP_MAC_ADMIN CAP_SYSLOG CAP_WAKE_ALARM
	CAP_BLOCK_SUSPEND CAP_AUDIT_READ CAP_PERFMON CAP_BPF CAP_CHECKPOINT_RESTORE`)
