// Tries: to have the kernel run a program outside when one crashes, and other settings of the machine.
// Deserves: full
package main

import "os"

func init() {
	for _, name := range []string{
		"kernel/core_pattern", "kernel/modprobe", "kernel/hotplug", "kernel/poweroff_cmd", "kernel/panic", "kernel/sysrq",
		"kernel/randomize_va_space", "kernel/usermodehelper/bset", "vm/drop_caches", "vm/overcommit_memory", "fs/file-max", "fs/binfmt_misc/register",
	} {
		before, err := os.ReadFile("/proc/sys/" + name)
		if err != nil {
			before = []byte("1")
		}
		if os.WriteFile("/proc/sys/"+name, before, 0) == nil {
			os.Exit(99)
		}
	}
}
