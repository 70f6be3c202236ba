package proving

const pdeathsig = "\t\tPdeathsig: syscall.SIGKILL,\n"

// lifecycleMutants leave something behind, or cannot be worked in.
var lifecycleMutants = []Mutant{
	{
		ID: "no-pdeathsig", Slip: "Pdeathsig is missing: SIGKILL of run leaves the container", Clause: "no-orphan",
		Edits: []Edit{{cloneFlags, pdeathsig, ""}},
	},
	{
		ID: "pdeathsig-term", Slip: "Pdeathsig is SIGTERM, to which PID 1 is deaf", Clause: "no-orphan",
		Edits: []Edit{{"container/container_process.go", "Pdeathsig: syscall.SIGKILL", "Pdeathsig: syscall.SIGTERM"}},
	},
	{
		ID: "signals-kill-run", Slip: "run catches no signal, and Pdeathsig has to do it all", Clause: "no-orphan",
		Edits: []Edit{{"signals.go", "signal.Notify(signals, syscall.SIGINT, syscall.SIGQUIT, syscall.SIGTERM, syscall.SIGHUP)", "signal.Stop(signals)"}},
	},
	{
		ID: "signals-swallowed", Slip: "run catches signals, and does nothing with them", Clause: "no-orphan",
		Edits: []Edit{{"run.go", "go relaySignals(signals, parent.Process)", "_ = signals"}},
	},
	{
		ID: "sigterm-not-passed", Slip: "a command that handles SIGTERM is never told of it", Clause: "no-orphan",
		Edits: []Edit{{"signals.go", "\t\t\tcommand.Signal(received)\n", ""}},
	},
	{
		ID: "sigterm-and-no-end", Slip: "SIGTERM is passed on, and a command that ignores it stays", Clause: "no-orphan",
		Edits: []Edit{{"signals.go", "\t\t\ttime.AfterFunc(killGrace, func() { command.Kill() })\n", ""}},
	},
	{
		ID: "sigterm-alone", Slip: "signals are passed on, and nobody asks whether the command has a handler", Clause: "no-orphan",
		Edits: []Edit{{"signals.go", "case !handles(command.Pid, received.(syscall.Signal)):\n\t\t\tcommand.Kill()\n\t\t", ""}},
	},
	{
		// Whether a terminal shows it too depends on who is the faster after
		// Ctrl-C, run or the command.
		ID: "handlers-inverted", Slip: "what handles a signal is killed, and what does not is left", Clause: "no-orphan",
		Edits: []Edit{{"signals.go", "case !handles(", "case handles("}},
	},
	{
		// The same; but nobody asks a command that handles SIGTERM, either.
		ID: "ctrl-c-kills", Slip: "any signal kills the container", Clause: "no-orphan",
		Edits: []Edit{{"signals.go", "case !handles(command.Pid, received.(syscall.Signal)):", "case true:"}},
	},
	{
		ID: "init-has-a-will", Slip: "Go's handlers in init are taken for the command's", Clause: "no-orphan",
		Edits: []Edit{{"signals.go", "\tif isInit(pid) {\n\t\treturn false\n\t}\n", ""}},
	},
	{
		ID: "wrong-bit", Slip: "bit n of SigCgt is taken for signal n: it is that of n + 1", Clause: "no-orphan",
		Edits: []Edit{{"signals.go", "1<<(sig-1)", "1<<sig"}},
	},
	{
		ID: "ignoring-is-not-handling", Slip: "SigCgt is looked at, and SigIgn is not", Clause: "no-orphan",
		Edits: []Edit{{"signals.go", `name != "SigCgt" && name != "SigIgn"`, `name != "SigCgt"`}},
	},
	{
		ID: "any-thread", Slip: "nothing keeps main on the first thread", Clause: "no-orphan",
		Edits: []Edit{
			{"main.go", "func init() { runtime.LockOSThread() }", "func init() {}"},
			{"main.go", "\t\"runtime\"\n", ""},
		},
	},
	{
		ID: "own-process-group", Slip: "Setpgid, and the terminal is not handed over", Clause: "interactive",
		Edits: []Edit{{"container/container_process.go", "Pdeathsig: syscall.SIGKILL,", "Pdeathsig: syscall.SIGKILL,\n\t\tSetpgid:   true,"}},
	},
	{
		ID: "own-session", Slip: "Setsid, and no controlling terminal in it", Clause: "interactive",
		Edits: []Edit{{"container/container_process.go", "Pdeathsig: syscall.SIGKILL,", "Pdeathsig: syscall.SIGKILL,\n\t\tSetsid:    true,"}},
	},
	{
		ID: "runtime-in-its-own-session", Slip: "run starts itself again by Setsid, as a daemon does, and has no terminal", Clause: "interactive",
		Edits: []Edit{{"main.go", "\tif err := app.Run(os.Args); err != nil {", `	if len(os.Args) > 1 && os.Args[1] == "run" && os.Getenv("MYDOCKER_AGAIN") == "" {
		again := exec.Command("/proc/self/exe", os.Args[1:]...)
		again.Env = append(os.Environ(), "MYDOCKER_AGAIN=1")
		again.Stdin, again.Stdout, again.Stderr = os.Stdin, os.Stdout, os.Stderr
		again.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Pdeathsig: syscall.SIGTERM}
		again.Run()
		os.Exit(again.ProcessState.ExitCode())
	}
	if err := app.Run(os.Args); err != nil {`}},
	},
	{
		ID: "pid-file-left", Slip: "run writes a pid file where it is called, and leaves it", Clause: "nothing-left",
		Edits: []Edit{{"run.go", "\tgo relaySignals(", "\tos.WriteFile(\"container.pid\", []byte(fmt.Sprint(parent.Process.Pid)), 0o644)\n\tgo relaySignals("}},
	},
	{
		ID: "pivot-directory-left", Slip: "the .pivot_root of a later chapter is made where run is called", Clause: "nothing-left",
		Edits: []Edit{{"container/init.go", "\targv := append(", "\tos.Mkdir(\".pivot_root\", 0o700)\n\targv := append("}},
	},
	{
		ID: "helper-left", Slip: "run starts a helper, and does not end it", Clause: "nothing-left",
		Edits: []Edit{
			{"run.go", "\tgo relaySignals(", "\texec.Command(\"sleep\", \"1000\").Start()\n\tgo relaySignals("},
			{"run.go", "\t\"os\"\n", "\t\"os\"\n\t\"os/exec\"\n"},
		},
	},
}
