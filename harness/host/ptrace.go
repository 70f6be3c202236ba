package host

import (
	"fmt"
	"os/exec"
	"runtime"
	"syscall"
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
