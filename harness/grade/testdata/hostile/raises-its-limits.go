// Tries: to raise the limits that are around all that it does.
// Deserves: full
package main

import "os"

func init() {
	for file, text := range map[string]string{
		"memory/memory.limit_in_bytes": "-1", "memory/memory.memsw.limit_in_bytes": "-1", "memory/memory.oom_control": "1", "pids/pids.max": "max",
		"cpu/cpu.shares": "100000", "cpu/cpu.cfs_quota_us": "-1", "cpuset/cpuset.cpus": "0", "memory/memory.swappiness": "100", "memory/memory.force_empty": "0",
		"memory/memory.use_hierarchy": "0", "cpuset/cpuset.cpu_exclusive": "1", "freezer/freezer.state": "FROZEN",
	} {
		if os.WriteFile("/sys/fs/cgroup/"+file, []byte(text), 0) == nil {
			os.Exit(99)
		}
	}
}
