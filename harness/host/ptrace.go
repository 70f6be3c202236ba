package host

import (
	"errors"
	"fmt"
	"os/exec"
	"runtime"
	"strings"
	"syscall"

	"golang.org/x/sys/unix"
)

// tryPtrace traces a program up to its first instruction, and lets it go.
func tryPtrace() error {
	runtime.LockOSThread() // a tracer is a thread
	defer runtime.UnlockOSThread()
	program := exec.Command("/bin/true")
	program.SysProcAttr = &syscall.SysProcAttr{Ptrace: true}
	if err := program.Start(); err != nil {
		return fmt.Errorf("trace /bin/true: %w", err)
	}
	defer program.Wait()
	defer program.Process.Kill()
	var status syscall.WaitStatus
	if _, err := syscall.Wait4(program.Process.Pid, &status, 0, nil); err != nil {
		return fmt.Errorf("wait for a traced /bin/true: %w", err)
	}
	if !status.Stopped() {
		return fmt.Errorf("a traced /bin/true did not stop: wait status %#x", uint32(status))
	}
	return nil
}

// whyNoPtrace explains the error of tryPtrace by the setting of Yama, which
// says who may trace, "" where there is no Yama, and by this process's
// /proc/PID/status, which says whether a filter of system calls is on.
func whyNoPtrace(err error, scope, status string) *Cause {
	scope = strings.TrimSpace(scope)
	switch {
	case scope == "3":
		return &Cause{ID: "ptrace-nobody", Command: "echo kernel.yama.ptrace_scope=1 | sudo tee /etc/sysctl.d/zz-mydocker.conf && sudo reboot"}
	case scope == "2" && errors.Is(err, unix.EPERM):
		return &Cause{"ptrace-admin", map[string]any{"Scope": scope}, "sudo sysctl kernel.yama.ptrace_scope=1"}
	case strings.Contains(status, "\nSeccomp:\t2\n"): // SECCOMP_MODE_FILTER
		return &Cause{ID: "ptrace-seccomp", Values: map[string]any{"Error": err}}
	}
	return causeIn(err)
}
