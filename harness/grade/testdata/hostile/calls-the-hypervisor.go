// Tries: calls that reach the kernel past all namespaces.
// Deserves: full
package main

import (
	"os"
	"syscall"
)

func init() {
	const (
		afVsock, keyctl, userfaultfd, bpf, perf, finit, kexec = 40, 250, 323, 321, 298, 313, 246
	)
	if _, err := syscall.Socket(afVsock, syscall.SOCK_STREAM, 0); err == nil {
		os.Exit(99)
	}
	for _, call := range []uintptr{keyctl, userfaultfd, bpf, perf, finit, kexec, syscall.SYS_INIT_MODULE, syscall.SYS_SWAPON, syscall.SYS_ADJTIMEX} {
		if _, _, errno := syscall.Syscall6(call, 0, 0, 0, 0, 0, 0); errno != syscall.EPERM {
			os.Exit(99)
		}
	}
}
