package host

// ForSuites is what the suites need, all of them together: on a machine that
// has it, every case can run.
func ForSuites() []Requirement {
	return []Requirement{
		Root, Proc, Go, Temporary(),
		CgroupV1("memory"), CgroupV1("cpu"), CgroupV1("cpuset"),
		SwapAccounting,
		Cores(2),
		NetworkInterface,
		Ptrace,
		Program("cat"), Program("ls"), Program("sh"), Program("sleep"),
		Program("ps"), Program("unshare"), Program("stress"), Program("python3"),
	}
}
