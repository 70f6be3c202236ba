package proving

const (
	memoryFile = "cgroups/subsystems/memory.go"
	cpuFile    = "cgroups/subsystems/cpu.go"
	cpusetFile = "cgroups/subsystems/cpuset.go"
)

// limitMutants set another limit than the one that was asked for, or none.
var limitMutants = []Mutant{
	{
		ID: "m-by-another-name", Slip: `the flag is "m", and "mem" is read`, Clause: "memory-set",
		Edits: []Edit{{"main_command.go", `MemoryLimit: context.String("m")`, `MemoryLimit: context.String("mem")`}},
	},
	{
		ID: "cpushare-by-another-name", Slip: `the flag is "cpushare", and "cpu-share" is read`, Clause: "cpu-set",
		Edits: []Edit{{"main_command.go", `context.String("cpushare"),`, `context.String("cpu-share"),`}},
	},
	{
		ID: "cpuset-reads-m", Slip: "-cpuset is bound to the variable of -m", Clause: "cpuset-set",
		Edits: []Edit{{"main_command.go", `context.String("cpuset"),`, `context.String("m"),`}},
	},
	{
		ID: "m-reads-cpuset", Slip: "the variable of -m is bound to -cpuset", Clause: "memory-set",
		Edits: []Edit{{"main_command.go", `MemoryLimit: context.String("m")`, `MemoryLimit: context.String("cpuset")`}},
	},
	{
		ID: "no-such-file", Slip: "the limit is written to a file that is not there, and the error dropped", Clause: "memory-set",
		Edits: []Edit{
			{memoryFile, `"memory.limit_in_bytes"`, `"memory.limit_in_byte"`},
			{memoryFile, "if err := writeFile(dir, memoryLimit, bytes); err != nil {\n\t\treturn err", "if err := writeFile(dir, memoryLimit, bytes); err != nil {\n\t\treturn nil"},
		},
	},
	{
		ID: "file-of-v2", Slip: "memory.max, which is cgroup v2's", Clause: "memory-set",
		Edits: []Edit{{memoryFile, `"memory.limit_in_bytes"`, `"memory.max"`}},
	},
	{
		ID: "soft-limit", Slip: "memory.soft_limit_in_bytes, which limits nothing", Clause: "memory-set",
		Edits: []Edit{{memoryFile, `"memory.limit_in_bytes"`, `"memory.soft_limit_in_bytes"`}},
	},
	{
		ID: "swap-free", Slip: "memory alone is limited, and swap is not", Clause: "no-swap-escape",
		Edits: []Edit{{memoryFile, "err = writeFile(dir, memorySwapLimit, bytes)", "err = nil"}},
	},
	{
		ID: "oom-killer-off", Slip: "memory.oom_control is 1, lest the command be killed", Clause: "memory-kills",
		Edits: []Edit{{memoryFile, "\terr = writeFile(dir, memorySwapLimit, bytes)\n", "\twriteFile(dir, \"memory.oom_control\", \"1\")\n\terr = writeFile(dir, memorySwapLimit, bytes)\n"}},
	},
	{
		ID: "m-is-k", Slip: "100m is taken for 100k", Clause: "memory-set",
		Edits: []Edit{{memoryFile, "'m': 20", "'m': 10"}, {memoryFile, "case count<<shift < minMemory:", "case count == 0:"}},
	},
	{
		ID: "g-is-m", Slip: "1g is taken for 1m", Clause: "memory-set",
		Edits: []Edit{{memoryFile, "'g': 30", "'g': 20"}, {memoryFile, "case count<<shift < minMemory:", "case count == 0:"}},
	},
	{
		ID: "any-size", Slip: "-m goes to the kernel as it is: -1 is no limit there", Clause: "bad-limit",
		Edits: []Edit{{memoryFile, "bytes, err := parseSize(limits.MemoryLimit)", "bytes, err := limits.MemoryLimit, error(nil)"}},
	},
	{
		ID: "size-overflows", Slip: "a size past 64 bits begins again at 0", Clause: "bad-limit",
		Edits: []Edit{
			{memoryFile, "errors.Is(err, strconv.ErrRange), count > math.MaxInt64>>shift:", "errors.Is(err, strconv.ErrRange):"},
			{memoryFile, "\t\"math\"\n", ""},
			{memoryFile, "case count<<shift < minMemory:", "case count == 0:"},
		},
	},
	{
		ID: "less-than-a-page", Slip: "-m 0 is passed on", Clause: "bad-limit",
		Edits: []Edit{{memoryFile, "case count<<shift < minMemory:", "case count<<shift > minMemory<<40:"}},
	},
	{
		ID: "bad-size-is-none", Slip: "a size that cannot be read is taken for no limit", Clause: "bad-limit",
		Edits: []Edit{
			{memoryFile, `return fmt.Errorf("-m %q: %w", limits.MemoryLimit, err)`, "return nil"},
			{memoryFile, "\t\"fmt\"\n", ""},
		},
	},
	{
		ID: "empty-flag", Slip: `-m "" is taken for no limit`, Clause: "bad-limit",
		Edits: []Edit{{"main_command.go", `context.IsSet(flag) && context.String(flag) == ""`, `context.IsSet(flag) && context.String(flag) == " "`}},
	},
	{
		ID: "any-share", Slip: "-cpushare 1 is passed on, and the kernel makes 2 of it", Clause: "bad-limit",
		Edits: []Edit{{cpuFile, "err != nil || shares < minShares || shares > maxShares", "err != nil"}},
	},
	{
		ID: "no-core", Slip: `-cpuset "," is passed on, and the kernel takes it for no core`, Clause: "bad-limit",
		Edits: []Edit{{cpusetFile, `err != nil || taken == ""`, `err != nil || taken == " "`}},
	},
	{
		ID: "shares-as-quota", Slip: "-cpushare is written to cpu.cfs_quota_us", Clause: "cpu-set",
		Edits: []Edit{{cpuFile, `"cpu.shares"`, `"cpu.cfs_quota_us"`}},
	},
	{
		ID: "shares-as-percent", Slip: "-cpushare is taken for a percentage", Clause: "cpu-set",
		Edits: []Edit{{cpuFile, "strconv.FormatUint(shares, 10)", "strconv.FormatUint(shares*1024/100, 10)"}},
	},
	{
		ID: "shares-of-nobody", Slip: "the cpu controller's Apply does nothing", Clause: "cpu-set",
		Edits: []Edit{{cpuFile, "return join(s.Name(), cgroupPath, pid)", "return nil"}},
	},
	{
		ID: "cpu-not-listed", Slip: "the cpu controller is missing from SubsystemsIns", Clause: "cpu-set",
		Edits: []Edit{{"cgroups/subsystems/subsystem.go", "\t&CpuSubSystem{},\n", ""}},
	},
	{
		ID: "weight-above-the-group", Slip: "each container has a group of its own above its group, of the usual weight", Clause: "cpu-share-works",
		Edits: []Edit{{"cgroups/leftovers.go", `fmt.Sprintf("%s/%s%d-%08x", parentGroup`, `fmt.Sprintf("%s-%[3]d/%[2]s%[3]d-%08[4]x", parentGroup`}},
	},
	{
		ID: "mems-empty", Slip: "cpuset.mems is not set", Clause: "cpuset-set",
		Edits: []Edit{{cpusetFile, inheritMems, ""}},
	},
	{
		ID: "mems-empty-and-silent", Slip: "cpuset.mems is not set, and the error of the join dropped", Clause: "cpuset-set",
		Edits: []Edit{
			{cpusetFile, inheritMems, ""},
			{cpusetFile, "return join(s.Name(), cgroupPath, pid)", "join(s.Name(), cgroupPath, pid)\n\treturn nil"},
		},
	},
	{
		ID: "first-core-of-a-range", Slip: "0-1 is taken for 0", Clause: "cpuset-set",
		Edits: []Edit{{cpusetFile, "writeFile(dir, cpusetCpus, limits.CpuSet)", "writeFile(dir, cpusetCpus, limits.CpuSet[:1])"}},
	},
	{
		ID: "cpuset-always", Slip: "the cpuset group is made without -cpuset too, and has no cores", Clause: "no-flag-no-limit",
		Edits: []Edit{
			{cpusetFile, "\tif limits.CpuSet == \"\" {\n\t\treturn nil\n\t}\n", ""},
			{cpusetFile, `err != nil || taken == ""`, `err != nil || taken == " "`},
		},
	},
	{
		// On a machine with the controller that does no harm.
		ID: "group-without-a-limit", Slip: "the memory group is made without -m too", Clause: "v1-missing",
		Edits: []Edit{{memoryFile, "if limits.MemoryLimit == \"\" {\n\t\treturn nil\n\t}", "if limits.MemoryLimit == \"\" {\n\t\t_, err := GetCgroupPath(s.Name(), cgroupPath, true)\n\t\treturn err\n\t}"}},
	},
	{
		ID: "limit-by-default", Slip: "without -m the limit is 512m", Clause: "no-flag-no-limit",
		Edits: []Edit{{memoryFile, "if limits.MemoryLimit == \"\" {\n\t\treturn nil\n\t}", "if limits.MemoryLimit == \"\" {\n\t\tlimits.MemoryLimit = \"512m\"\n\t}"}},
	},
	{
		ID: "shares-by-default", Slip: "without -cpushare the weight is 512", Clause: "no-flag-no-limit",
		Edits: []Edit{{cpuFile, "if limits.CpuShare == \"\" {\n\t\treturn nil\n\t}", "if limits.CpuShare == \"\" {\n\t\tlimits.CpuShare = \"512\"\n\t}"}},
	},
	{
		ID: "flags-hoisted", Slip: "urfave/cli moves flags behind the command to the front", Clause: "flags-end-at-command",
		Edits: []Edit{{"main_command.go", "SkipArgReorder: true", "SkipArgReorder: false"}},
	},
	{
		ID: "flags-of-the-command-refused", Slip: "the library takes the command's flags for run's, and does not know them", Clause: "args-passed",
		Edits: []Edit{
			{"main_command.go", "\tfor _, flag := range []string{", "\tfor _, argument := range command[1:] {\n\t\tif strings.HasPrefix(argument, \"-\") {\n\t\t\treturn fmt.Errorf(\"flag provided but not defined: %s\", argument)\n\t\t}\n\t}\n\tfor _, flag := range []string{"},
			{"main_command.go", "\t\"fmt\"\n", "\t\"fmt\"\n\t\"strings\"\n"},
		},
	},
	{
		ID: "first-word-alone", Slip: "init gets command[0]", Clause: "args-passed",
		Edits: []Edit{{"container/container_process.go", "command...)", "command[0])"}},
	},
	{
		ID: "argv0-missing", Slip: "argv begins at the first argument", Clause: "args-passed",
		Edits: []Edit{{"container/init.go", "argv := append([]string{command}, args...)", "argv := args"}},
	},
	{
		ID: "argv0-twice", Slip: "the command is its own first argument", Clause: "args-passed",
		Edits: []Edit{{"container/init.go", "append([]string{command}, args...)", "append([]string{command, command}, args...)"}},
	},
}

const inheritMems = `	if _, err := inherit(dir, cpusetMems); err != nil {
		return err
	}
`
