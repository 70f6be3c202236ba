package proving

const (
	groupFile   = "cgroups/subsystems/group.go"
	utilsFile   = "cgroups/subsystems/utils.go"
	managerFile = "cgroups/cgroup_manager.go"

	applyLimits = "cgroupManager.Apply(parent.Process.Pid)"
	setLimits   = `	if err := cgroupManager.Set(limits); err != nil {
		return fmt.Errorf("run: %w", err)
	}
`
	startInit = `	if err := parent.Start(); err != nil {
		return fmt.Errorf("run: start the container: %w", err)
	}
`
)

// The group of every container has one name.
var (
	oneName = Edit{
		"cgroups/leftovers.go", `fmt.Sprintf("%s/%s%d-%08x", parentGroup, namespacePrefix(), os.Getpid(), rand.Uint32())`,
		`fmt.Sprintf("%s/container", parentGroup)`,
	}
	noRandom = Edit{"cgroups/leftovers.go", "\t\"math/rand/v2\"\n", ""}
)

// cgroupMutants put the wrong process into a group, or the group into the
// wrong place, or leave it there.
var cgroupMutants = []Mutant{
	{
		ID: "set-without-apply", Slip: "the group has its limit, and nobody in it", Clause: "memory-set",
		Edits: []Edit{{"run.go", applyLimits, "error(nil)"}},
	},
	{
		ID: "apply-without-set", Slip: "Set gets an empty ResourceConfig", Clause: "memory-set",
		Edits: []Edit{{"run.go", "cgroupManager.Set(limits)", "cgroupManager.Set(&subsystems.ResourceConfig{})"}},
	},
	{
		ID: "set-is-not-called", Slip: "the limits are read, and handed to nobody", Clause: "memory-set",
		Edits: []Edit{{"run.go", setLimits, ""}},
	},
	{
		ID: "apply-before-set", Slip: "Apply comes before Set: there is no group yet to put anybody into", Clause: "memory-set",
		Edits: []Edit{
			{"run.go", setLimits, ""},
			{"run.go", "\terr = parent.Wait()\n", setLimits + "\terr = parent.Wait()\n"},
		},
	},
	{
		ID: "one-thread-joins", Slip: "the pid is written to tasks", Clause: "whole-process-joined",
		Edits: []Edit{{groupFile, `"cgroup.procs"`, `"tasks"`}},
	},
	{
		ID: "run-joins-too-late", Slip: "run puts its own pid into the group, when the container has started", Clause: "memory-set",
		Edits: []Edit{{"run.go", applyLimits, "cgroupManager.Apply(os.Getpid())"}},
	},
	{
		ID: "run-joins-first", Slip: "run joins the group itself, so that init is born in it", Clause: "runtime-outside",
		Edits: []Edit{
			{"run.go", applyLimits, "error(nil)"},
			{"run.go", startInit, "\tif err := cgroupManager.Apply(os.Getpid()); err != nil {\n\t\treturn err\n\t}\n" + startInit},
		},
	},
	{
		ID: "limits-after-start", Slip: "Set comes after Start: a bad limit is found when the command runs", Clause: "bad-limit",
		Edits: []Edit{
			{"run.go", setLimits, ""},
			{"run.go", "\tgo relaySignals(", "\ttime.Sleep(300 * time.Millisecond)\n" + setLimits + "\tgo relaySignals("},
			{"run.go", "\t\"os\"\n", "\t\"os\"\n\t\"time\"\n"},
		},
	},
	{
		ID: "errors-of-set-dropped", Slip: "the manager calls each Set, and drops its error", Clause: "bad-limit",
		Edits: []Edit{{managerFile, "if err := subsystem.Set(c.Path, limits); err != nil {\n\t\t\treturn err\n\t\t}", "subsystem.Set(c.Path, limits)"}},
	},
	{
		ID: "first-error-ends-it", Slip: "the manager stops at the first error, skips the other controllers, and says nothing", Clause: "bad-limit",
		Edits: []Edit{{managerFile, "subsystem.Set(c.Path, limits); err != nil {\n\t\t\treturn err", "subsystem.Set(c.Path, limits); err != nil {\n\t\t\treturn nil"}},
	},
	{
		ID: "second-limit-skipped", Slip: "the manager stops at the first controller that has set something", Clause: "cgroup-removed",
		Edits: []Edit{{managerFile, "c.limiting = append(c.limiting, subsystem)", "c.limiting = append(c.limiting, subsystem)\n\t\t\treturn nil"}},
	},
	{
		ID: "one-group-for-all", Slip: "each container is in the group mydocker/container", Clause: "own-cgroup-each",
		Edits: []Edit{
			// Or the next limit could not be above the one that is left there.
			{memoryFile, "err = writeFile(dir, memorySwapLimit, bytes)", "err = nil"},
			oneName, noRandom,
		},
	},
	{
		ID: "only-the-second-run", Slip: "the error test of Mkdir is inverted: who has just made the group gives up", Clause: "first-run-limited",
		Edits: []Edit{
			oneName, noRandom,
			{utilsFile, "\t\terr = os.MkdirAll(dir, 0o755)\n\t\t// Containers", "\t\tif err = os.MkdirAll(filepath.Dir(dir), 0o755); err == nil {\n\t\t\tif err := os.Mkdir(dir, 0o755); err == nil {\n\t\t\t\treturn \"\", os.ErrInvalid\n\t\t\t}\n\t\t}\n\t\t// Containers"},
			{managerFile, "if err := subsystem.Set(c.Path, limits); err != nil {\n\t\t\treturn err\n\t\t}", "if err := subsystem.Set(c.Path, limits); err != nil {\n\t\t\tcontinue\n\t\t}"},
			{managerFile, "errs = append(errs, subsystem.Remove(c.Path))\n\t\tremoveLeftovers(subsystem.Name())", "removeLeftovers(subsystem.Name())"},
		},
	},
	{
		ID: "never-removed", Slip: "Destroy is not called", Clause: "cgroup-removed",
		Edits: []Edit{{managerFile, "errs = append(errs, subsystem.Remove(c.Path))\n\t\tremoveLeftovers(subsystem.Name())", "_ = subsystem"}},
	},
	{
		ID: "removed-too-early", Slip: "Destroy is called at once, and not deferred", Clause: "cgroup-removed",
		Edits: []Edit{{"run.go", "\tdefer func() {\n", "\tfunc() {\n"}},
	},
	{
		ID: "removed-before-wait", Slip: "Destroy comes before Wait: the group is busy, and stays", Clause: "cgroup-removed",
		Edits: []Edit{
			{"run.go", "if destroyErr := cgroupManager.Destroy(); destroyErr != nil {", "if destroyErr := error(nil); destroyErr != nil {"},
			{"run.go", "\terr = parent.Wait()\n", "\tcgroupManager.Destroy()\n\terr = parent.Wait()\n"},
			{groupFile, "const removeWait = 2 * time.Second", "const removeWait = 0"},
		},
	},
	{
		ID: "removed-after-success", Slip: "Destroy is skipped where the command has failed", Clause: "cgroup-removed",
		Edits: []Edit{{"run.go", "if destroyErr := cgroupManager.Destroy(); destroyErr != nil {", "if err != nil {\n\t\t\treturn\n\t\t}\n\t\tif destroyErr := cgroupManager.Destroy(); destroyErr != nil {"}},
	},
	{
		ID: "exit-before-defer", Slip: "os.Exit(0) after Wait, before the deferred Destroy", Clause: "cgroup-removed",
		Edits: []Edit{{"run.go", "\terr = parent.Wait()\n", "\terr = parent.Wait()\n\tif err == nil {\n\t\tos.Exit(0)\n\t}\n"}},
	},
	{
		ID: "abandoned-for-ever", Slip: "nobody removes the groups of runs that were killed", Clause: "cgroup-removed",
		Edits: []Edit{{managerFile, "\t\tremoveLeftovers(subsystem.Name())\n", ""}},
	},
	{
		ID: "sighup-not-heard", Slip: "SIGHUP, the end of a terminal, ends run without Destroy", Clause: "cgroup-removed",
		Edits: []Edit{{"signals.go", ", syscall.SIGHUP)", ")"}},
	},
	{
		ID: "sigterm-not-heard", Slip: "SIGTERM ends run without Destroy", Clause: "cgroup-removed",
		Edits: []Edit{{"signals.go", "syscall.SIGTERM, syscall.SIGHUP)", "syscall.SIGHUP)"}},
	},
	{
		ID: "memory-alone-removed", Slip: "only the memory group is removed", Clause: "cgroup-removed",
		Edits: []Edit{
			{cpuFile, "return remove(s.Name(), cgroupPath)", "return nil"},
			{cpusetFile, "return remove(s.Name(), cgroupPath)", "return nil"},
		},
	},
	{
		ID: "mountpoint-typed-in", Slip: `"/sys/fs/cgroup/" + subsystem`, Clause: "mountpoint-found",
		Edits: []Edit{{utilsFile, "return findMountpoint(mountinfo, subsystem)", `return "/sys/fs/cgroup/" + subsystem, nil`}},
	},
	{
		ID: "field-off-by-one", Slip: "the controllers are looked for one field too early", Clause: "memory-set",
		Edits: []Edit{{utilsFile, "filesystemFields[2], \",\"", "filesystemFields[1], \",\""}},
	},
	{
		ID: "root-taken-for-mountpoint", Slip: "field 4 of mountinfo is taken for field 5", Clause: "memory-set",
		Edits: []Edit{{utilsFile, "mountFields[3], unescape.Replace(mountFields[4])", "mountFields[4], unescape.Replace(mountFields[3])"}},
	},
	{
		ID: "wrong-controller", Slip: "the memory limit is set in the cpu hierarchy", Clause: "memory-set",
		Edits: []Edit{{memoryFile, `func (s *MemorySubSystem) Name() string { return "memory" }`, `func (s *MemorySubSystem) Name() string { return "cpu" }`}},
	},
	{
		ID: "no-controller-no-limit", Slip: "where the memory controller is missing, -m is ignored", Clause: "v1-missing",
		Edits: []Edit{{memoryFile, "dir, err := GetCgroupPath(s.Name(), cgroupPath, true)\n\tif err != nil {\n\t\treturn err", "dir, err := GetCgroupPath(s.Name(), cgroupPath, true)\n\tif err != nil {\n\t\treturn nil"}},
	},
	{
		ID: "files-that-look-like-limits", Slip: "where the controller is missing, ordinary files are written in the working directory", Clause: "v1-missing",
		Edits: []Edit{
			{utilsFile, "\tif partial == \"\" {\n\t\treturn \"\", fmt.Errorf(", "\tif partial == \"\" {\n\t\treturn \"\", nil\n\t}\n\tif partial == \"-\" {\n\t\treturn \"\", fmt.Errorf("},
			{groupFile, "os.O_WRONLY, 0)", "os.O_WRONLY|os.O_CREATE, 0o644)"},
		},
	},
	{
		ID: "signals-late", Slip: "run catches signals only once the container has started", Clause: "cgroup-removed",
		Edits: []Edit{
			{"run.go", "\tsignals := catchSignals()\n", ""},
			{"run.go", "go relaySignals(signals, parent.Process)", "go relaySignals(catchSignals(), parent.Process)"},
		},
	},
	{
		ID: "child-moves-out", Slip: "run moves whatever else is in the group out of it again", Clause: "children-inside",
		Edits: []Edit{
			{"run.go", "\terr = parent.Wait()\n", "\tgo func() {\n\t\tfor {\n\t\t\tdir, err := subsystems.GetCgroupPath(\"memory\", cgroupManager.Path, false)\n\t\t\tif err != nil {\n\t\t\t\treturn\n\t\t\t}\n\t\t\tprocs, _ := os.ReadFile(dir + \"/cgroup.procs\")\n\t\t\tfor _, pid := range strings.Fields(string(procs)) {\n\t\t\t\tif pid != fmt.Sprint(parent.Process.Pid) {\n\t\t\t\t\tos.WriteFile(dir+\"/../cgroup.procs\", []byte(pid), 0)\n\t\t\t\t}\n\t\t\t}\n\t\t}\n\t}()\n\terr = parent.Wait()\n"},
			{"run.go", "\t\"os\"\n", "\t\"os\"\n\t\"strings\"\n"},
		},
	},
}
