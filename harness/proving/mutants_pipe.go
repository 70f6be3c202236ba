package proving

const (
	sendCommand = "run.go"
	initFile    = "container/init.go"

	startLimited = "startLimited(parent, cgroupManager)"
	joinAndStart = "err := cgroupManager.Apply(0)\n\t\tif err == nil {\n\t\t\terr = parent.Start()\n\t\t}\n"

	looks  = "err == nil && !cgroupManager.Holds(parent.Process.Pid)"
	sendIt = `	if err := sendInitCommand(command, writePipe); err != nil {
		parent.Process.Kill()
		parent.Wait()
		return fmt.Errorf("run: %w", err)
	}
`

	lookPath = "path, err := exec.LookPath(command[0])"
)

// pipeMutants lose the command on its way, or do not find it.
var pipeMutants = []Mutant{
	{
		ID: "pipe-never-closed", Slip: "run does not close its write end, and init waits for ever", Clause: "argv-exact",
		Edits: []Edit{{sendCommand, "errors.Join(writeErr, writePipe.Close())", "writeErr"}},
	},
	{
		ID: "write-end-inherited", Slip: "init has the write end too, and waits for itself", Clause: "argv-exact",
		Edits: []Edit{{"container/container_process.go", "[]*os.File{readPipe}", "[]*os.File{readPipe, writePipe}"}},
	},
	{
		ID: "pipe-without-cloexec", Slip: "the pipe is made by pipe(2) without O_CLOEXEC, and init has both ends", Clause: "argv-exact",
		Edits: []Edit{{"container/container_process.go", "\tread, write, err = os.Pipe()\n", "\tvar ends [2]int\n\terr = syscall.Pipe(ends[:])\n\tread, write = os.NewFile(uintptr(ends[0]), \"read end\"), os.NewFile(uintptr(ends[1]), \"write end\")\n"}},
	},
	{
		ID: "joined-by-spaces", Slip: "the command is joined by spaces, and split at them", Clause: "argv-exact",
		Edits: joinedBy(`" "`),
	},
	{
		ID: "joined-by-newlines", Slip: "the command is joined by newlines", Clause: "argv-exact",
		Edits: joinedBy(`"\n"`),
	},
	{
		ID: "sent-as-json", Slip: "the command is sent as JSON, which holds UTF-8 alone", Clause: "argv-exact",
		Edits: []Edit{
			{sendCommand, `strings.Join(command, "\x00") + "\x00"`, `strings.Join(asJSON(command), "\x00") + "\x00"`},
			{sendCommand, "\t\"errors\"\n", "\t\"encoding/json\"\n\t\"errors\"\n"},
			{sendCommand, "// sendInitCommand writes", "func asJSON(words []string) (sent []string) {\n\ttext, _ := json.Marshal(words)\n\tjson.Unmarshal(text, &sent)\n\treturn sent\n}\n\n// sendInitCommand writes"},
		},
	},
	{
		ID: "empty-arguments-lost", Slip: "empty arguments are left out", Clause: "argv-exact",
		Edits: []Edit{{initFile, "return fields[1 : count+1], nil", "return strings.FieldsFunc(strings.Join(fields[1:count+1], \"\\x00\"), func(r rune) bool { return r == 0 }), nil"}},
	},
	{
		ID: "argument-trimmed", Slip: "arguments are trimmed", Clause: "argv-exact",
		Edits: []Edit{{initFile, "return fields[1 : count+1], nil", "for i := range fields {\n\t\tfields[i] = strings.TrimSpace(fields[i])\n\t}\n\treturn fields[1 : count+1], nil"}},
	},
	{
		ID: "argv-without-its-head", Slip: "Exec(path, command[1:], ...)", Clause: "argv-exact",
		Edits: []Edit{{initFile, "unix.Exec(path, command, os.Environ())", "unix.Exec(path, command[1:], os.Environ())"}},
	},
	{
		ID: "one-read", Slip: "one Read of the pipe, into 4096 bytes", Clause: "argv-large",
		Edits: []Edit{{initFile, "message, err := io.ReadAll(pipe)", "message := make([]byte, 4096)\n\tn, err := pipe.Read(message)\n\tmessage = message[:n]"}},
	},
	{
		ID: "sent-before-start", Slip: "the command is written before init reads: a pipe holds 64 KiB", Clause: "argv-large",
		Edits: []Edit{
			{"run.go", sendIt, ""},
			{"run.go", "\tif err := startLimited(parent", "\tif err := sendInitCommand(command, writePipe); err != nil {\n\t\treturn err\n\t}\n\tif err := startLimited(parent"},
		},
	},
	{
		ID: "command-on-the-command-line", Slip: "init has the command among its arguments, as in step 3.2", Clause: "argv-private",
		Edits: []Edit{{"container/container_process.go", `exec.Command("/proc/self/exe", "init")`, `exec.Command("/proc/self/exe", append([]string{"init"}, os.Args[1:]...)...)`}},
	},
	{
		ID: "first-word-sent", Slip: "only command[0] is sent", Clause: "argv-simple",
		Edits: []Edit{{"run.go", "sendInitCommand(command, writePipe); err", "sendInitCommand(command[:1], writePipe); err"}},
	},
	{
		ID: "no-lookpath", Slip: "the name is executed as it is", Clause: "path-search",
		Edits: []Edit{{initFile, lookPath, "path, err := command[0], error(nil)"}},
	},
	{
		ID: "lookpath-error-dropped", Slip: "the error of LookPath is dropped, and Exec gets an empty path", Clause: "path-miss",
		Edits: []Edit{
			{initFile, lookPath, "path, _ := exec.LookPath(command[0])\n\terr = nil"},
			{initFile, "\tif errors.Is(err, os.ErrNotExist) {\n\t\treturn fmt.Errorf(\"%q: %w: %w\", command[0], ErrNotFound, err)\n\t}\n", "\tif errors.Is(err, os.ErrNotExist) {\n\t\treturn fmt.Errorf(\"%q: %w: %w\", path, ErrNotFound, err)\n\t}\n"},
		},
	},
	{
		ID: "lookpath-panics", Slip: "panic(err) where LookPath fails", Clause: "path-miss",
		Edits: []Edit{{initFile, "return fmt.Errorf(\"%q: %w in PATH\", command[0], ErrNotFound)", "panic(err)"}},
	},
	{
		ID: "lookpath-nil", Slip: "init logs that LookPath failed, and ends with 0", Clause: "path-miss",
		Edits: []Edit{{initFile, "return fmt.Errorf(\"%q: %w in PATH\", command[0], ErrNotFound)", "return nil"}},
	},
	{
		ID: "directory-trusted", Slip: "a program of the working directory is found by its bare name", Clause: "path-search",
		Edits: []Edit{{initFile, "if errors.Is(err, exec.ErrNotFound) || errors.Is(err, exec.ErrDot) {", "if errors.Is(err, exec.ErrDot) {\n\t\terr = nil\n\t}\n\tif errors.Is(err, exec.ErrNotFound) {"}},
	},
	{
		ID: "path-of-its-own", Slip: "PATH is set to the usual one before LookPath", Clause: "path-search",
		Edits: []Edit{{initFile, lookPath, "os.Setenv(\"PATH\", \"/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\")\n\t" + lookPath}},
	},
	{
		ID: "slash-searched-too", Slip: "dir/name is looked for in PATH too, as PATH's directory/dir/name", Clause: "path-search",
		Edits: []Edit{
			{initFile, lookPath, lookPath + "\n\tfor _, dir := range strings.Split(os.Getenv(\"PATH\"), \":\") {\n\t\tif _, missing := os.Stat(dir + \"/\" + command[0]); missing == nil && err != nil {\n\t\t\tpath, err = dir+\"/\"+command[0], nil\n\t\t}\n\t}"},
		},
	},
	{
		ID: "pipe-left-open", Slip: "the command inherits the read end", Clause: "pipe-closed",
		Edits: []Edit{
			{initFile, "\tdefer pipe.Close()\n", ""},
			{initFile, "\t\tunix.CloseRange(3, math.MaxUint32, unix.CLOSE_RANGE_CLOEXEC)\n", "\t\tunix.FcntlInt(3, unix.F_SETFD, 0)\n"},
			{initFile, "\t\"math\"\n", ""},
		},
	},
	{
		ID: "descriptors-passed-on", Slip: "what the caller left open reaches the command", Clause: "caller-descriptors",
		Edits: []Edit{
			{initFile, "\t\tunix.CloseRange(3, math.MaxUint32, unix.CLOSE_RANGE_CLOEXEC)\n", ""},
			{initFile, "\t\"math\"\n", ""},
		},
	},
	{
		ID: "command-before-limits", Slip: "the command is sent, and then the limits are applied", Clause: "limits-first",
		Edits: []Edit{
			{"run.go", startLimited, "parent.Start()"},
			{"run.go", "\tif err := sendInitCommand(command, writePipe); err != nil {\n", "\terr = sendInitCommand(command, writePipe)\n\tif err == nil {\n\t\terr = cgroupManager.Apply(parent.Process.Pid)\n\t}\n\tif err != nil {\n"},
		},
	},
	{
		ID: "limits-in-the-background", Slip: "the limits are applied by a goroutine, while the command is sent", Clause: "limits-first",
		Edits: []Edit{
			{"run.go", startLimited, "parent.Start()"},
			{"run.go", "\tif err := sendInitCommand(command, writePipe); err != nil {\n", "\tgo cgroupManager.Apply(parent.Process.Pid)\n\tif err := sendInitCommand(command, writePipe); err != nil {\n"},
		},
	},
	{
		ID: "join-error-dropped", Slip: "the error of Apply is dropped, and the command runs without its limits", Clause: "limits-first",
		Edits: []Edit{{"run.go", joinAndStart, "cgroupManager.Apply(0)\n\t\terr := parent.Start()\n"}, {"run.go", looks, "false"}},
	},
	{
		ID: "join-after-start", Slip: "the thread joins when it has started init, which is outside then", Clause: "memory-set",
		Edits: []Edit{{"run.go", joinAndStart, "err := parent.Start()\n\t\tif err == nil {\n\t\t\terr = cgroupManager.Apply(0)\n\t\t}\n"}, {"run.go", looks, "false"}},
	},
	{
		ID: "thread-stays-inside", Slip: "the thread that started init stays in its groups", Clause: "runtime-outside",
		Edits: []Edit{{"run.go", "errors.Join(err, cgroupManager.Leave())", "err"}},
	},
	{
		ID: "zero-to-procs", Slip: "pid 0 is written to cgroup.procs: all of run moves in, and does not find the way back", Clause: "runtime-outside",
		Edits: []Edit{{groupFile, `writeFile(dir, "tasks", "0")`, `writeFile(dir, "cgroup.procs", "0")`}},
	},
	{
		ID: "leaves-to-the-top", Slip: "the thread that started init leaves to the top of the hierarchy, and not to where run was started", Clause: "runtime-outside",
		Edits: []Edit{{"cgroups/cgroup_manager.go", "subsystems.FindOwnGroup(subsystem.Name())", `"/", error(nil)`}},
	},
	{
		ID: "moved-unnoticed", Slip: "nobody looks whether init is in its groups", Clause: "limits-first",
		Edits: []Edit{{"run.go", looks, "false"}},
	},
	{
		ID: "one-mountpoint-for-all", Slip: "the hierarchy that was found first is taken for that of every controller", Clause: "memory-set",
		Edits: []Edit{{utilsFile, "mountpoints.Load(subsystem)", `mountpoints.Load("")`}, {utilsFile, "mountpoints.Store(subsystem, mountpoint)", `mountpoints.Store("", mountpoint)`}},
	},
	{
		ID: "thread-ends", Slip: "the thread that started init ends, and the kernel ends init", Clause: "tty-wired",
		Edits: []Edit{{"run.go", "\t\tselect {}\n", ""}},
	},
	{
		ID: "join-error-ends-it", Slip: "the manager stops at the first controller that cannot be joined, and says nothing", Clause: "limits-first",
		Edits: []Edit{{managerFile, "subsystem.Apply(c.Path, pid); err != nil {\n\t\t\treturn err", "subsystem.Apply(c.Path, pid); err != nil {\n\t\t\treturn nil"}},
	},
	{
		// Pdeathsig would end such an init too.
		ID: "nothing-is-not-yet", Slip: "init takes the end of the pipe for a command that is not there yet; nor is there a Pdeathsig", Clause: "parent-dies-early",
		Edits: []Edit{
			{cloneFlags, pdeathsig, ""},
			{initFile, "message, err := io.ReadAll(pipe)\n", "message, err := io.ReadAll(pipe)\n\tfor err == nil && len(message) == 0 {\n\t\ttime.Sleep(100 * time.Millisecond)\n\t\tmessage, err = io.ReadAll(pipe)\n\t}\n"},
			{initFile, "\t\"strings\"\n", "\t\"strings\"\n\t\"time\"\n"},
		},
	},
	{
		ID: "nothing-is-a-shell", Slip: "init starts a shell where it was sent no command; nor is there a Pdeathsig", Clause: "parent-dies-early",
		Edits: []Edit{
			{cloneFlags, pdeathsig, ""},
			{initFile, `return nil, errors.New("read the command: run ended before it had sent it all")`, `return []string{"/bin/sh"}, nil`},
		},
	},
	{
		ID: "read-end-kept", Slip: "run keeps the read end: a write waits for a reader that is dead", Clause: "init-dies-early",
		Edits: []Edit{{"run.go", "\tparent.ExtraFiles[0].Close()\n", ""}},
	},
	{
		ID: "send-error-dropped", Slip: "the error of sending the command is dropped", Clause: "init-dies-early",
		Edits: []Edit{{"run.go", sendIt, "\tsendInitCommand(command, writePipe)\n"}},
	},
	{
		ID: "init-reads-anything", Slip: "init by hand waits at descriptor 3, whatever it is", Clause: "init-by-hand",
		Edits: []Edit{{initFile, "if os.Getpid() != 1 {", "if os.Getpid() < 1 {"}},
	},
}

// joinedBy joins the command by a separator, in Go's spelling, and splits it at
// that.
func joinedBy(separator string) []Edit {
	return []Edit{
		{sendCommand, `message := strconv.Itoa(len(command)) + "\x00" + strings.Join(command, "\x00") + "\x00"`, `message := strings.Join(command, ` + separator + `)`},
		{sendCommand, "\t\"strconv\"\n", ""},
		{initFile, `return fields[1 : count+1], nil`, `return fields, nil`},
		{initFile, `fields := strings.Split(string(message), "\x00")`, `fields := strings.Split(string(message), ` + separator + `)`},
		{initFile, noCount, ""},
		{initFile, "\t\"strconv\"\n", ""},
	}
}

const noCount = `	count, err := strconv.Atoi(fields[0])
	if err != nil || count < 1 || len(fields) != count+2 || fields[count+1] != "" {
		return nil, errors.New("read the command: run ended before it had sent it all")
	}
`
