// Tries: keys of the machine's own, and what else only its root may press.
// Deserves: full
package main

import "os"

func init() {
	for file, text := range map[string]string{
		"/proc/sysrq-trigger": "h", "/dev/kmsg": "hello", "/proc/irq/default_smp_affinity": "1", "/proc/acpi/wakeup": "x", "/sys/power/state": "", "/proc/mtrr": "x",
		"/proc/self/oom_score_adj": "-1000",
	} {
		if opened, err := os.OpenFile(file, os.O_WRONLY, 0); err == nil {
			if _, err := opened.WriteString(text); err == nil {
				os.Exit(99)
			}
		}
	}
}
