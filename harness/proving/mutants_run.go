package proving

// runMutants treat their caller or their command badly.
var runMutants = []Mutant{
	{
		ID: "tty-never", Slip: "-ti is read, and nothing is connected", Clause: "tty-wired",
		Edits: []Edit{{"container/container_process.go", "if tty {", "if false {"}},
	},
	{
		ID: "stdin-missing", Slip: "cmd.Stdin is forgotten", Clause: "tty-wired",
		Edits: []Edit{{"container/container_process.go", "\t\tcmd.Stdin = os.Stdin\n", ""}},
	},
	{
		ID: "stdin-alone", Slip: "only stdin is connected", Clause: "tty-wired",
		Edits: []Edit{{"container/container_process.go", "\t\tcmd.Stdout = os.Stdout\n\t\tcmd.Stderr = os.Stderr\n", ""}},
	},
	{
		ID: "stderr-alone", Slip: "only stderr is connected", Clause: "tty-wired",
		Edits: []Edit{{"container/container_process.go", "\t\tcmd.Stdin = os.Stdin\n\t\tcmd.Stdout = os.Stdout\n", ""}},
	},
	{
		ID: "stderr-missing", Slip: "cmd.Stderr is forgotten", Clause: "tty-wired",
		Edits: []Edit{{"container/container_process.go", "\t\tcmd.Stderr = os.Stderr\n", ""}},
	},
	{
		ID: "stderr-on-stdout", Slip: "cmd.Stderr = os.Stdout", Clause: "tty-wired",
		Edits: []Edit{{"container/container_process.go", "cmd.Stderr = os.Stderr", "cmd.Stderr = os.Stdout"}},
	},
	{
		ID: "tty-inverted", Slip: "if !tty", Clause: "tty-wired",
		Edits: []Edit{{"container/container_process.go", "if tty {", "if !tty {"}},
	},
	{
		ID: "tty-always", Slip: "the command is connected with or without -ti", Clause: "no-tty-quiet",
		Edits: []Edit{{"container/container_process.go", "if tty {", "if true {"}},
	},
	{
		ID: "one-spelling", Slip: "the flag is -ti, and -it is an error", Clause: "tty-wired",
		Edits: []Edit{{"main_command.go", `"ti, it"`, `"ti"`}},
	},
	{
		ID: "no-wait", Slip: "Start, and no Wait", Clause: "no-tty-quiet",
		Edits: []Edit{{"run.go", "err := parent.Wait()", "var err error"}},
	},
	{
		ID: "log-on-stdout", Slip: "logrus writes to os.Stdout", Clause: "logs-apart",
		Edits: []Edit{
			{"main.go", "logrus.SetOutput(os.Stderr)", "logrus.SetOutput(os.Stdout)"},
			{"run.go", "\tsignals := catchSignals()\n", "\tsignals := catchSignals()\n\tlogrus.Infof(\"command is %s\", command)\n"},
			{"run.go", "\t\"os\"\n", "\t\"os\"\n\n\t\"github.com/sirupsen/logrus\"\n"},
		},
	},
	{
		ID: "debug-print", Slip: "a fmt.Println of the pid is left in", Clause: "logs-apart",
		Edits: []Edit{{"run.go", "\tgo relaySignals(", "\tfmt.Println(parent.Process.Pid)\n\tgo relaySignals("}},
	},
	{
		ID: "no-environment", Slip: "Exec(command, argv, nil)", Clause: "env-kept",
		Edits: []Edit{{"container/init.go", "os.Environ()", "nil"}},
	},
	{
		ID: "clean-environment", Slip: "run starts init with an environment of its own", Clause: "env-kept",
		Edits: []Edit{{"container/container_process.go", "\tif tty {", "\tcmd.Env = []string{\"PATH=/usr/bin:/bin\", \"HOME=/root\"}\n\tif tty {"}},
	},
	{
		ID: "other-directory", Slip: `cmd.Dir = "/"`, Clause: "cwd-kept",
		Edits: []Edit{{"container/container_process.go", "\tif tty {", "\tcmd.Dir = \"/\"\n\tif tty {"}},
	},
	{
		// No path names the file any more that the caller meant.
		ID: "root-of-a-later-chapter", Slip: "init makes the working directory its root, and the command is not in there", Clause: "cwd-kept",
		Edits: []Edit{{"container/init.go", "\targv := append(", "\tunix.Chroot(\".\")\n\targv := append("}},
	},
	{
		ID: "status-lost", Slip: "the error of Wait is dropped", Clause: "exit-status",
		Edits: []Edit{{"run.go", "\t}\n\treturn err\n}", "\t}\n\treturn nil\n}"}},
	},
	{
		ID: "failure-told-twice", Slip: "run says that the command failed, also where -ti has shown it", Clause: "exit-status",
		Edits: []Edit{{"run.go", "if err != nil && !tty {", "if err != nil {"}},
	},
	{
		ID: "status-255", Slip: "os.Exit(-1) at the end of main, also after success", Clause: "exit-status",
		Edits: []Edit{{"main.go", "\t\tos.Exit(exitStatus(err))\n\t}\n", "\t\tos.Exit(exitStatus(err))\n\t}\n\tos.Exit(-1)\n"}},
	},
	{
		ID: "status-one", Slip: "any failure of the command is 1", Clause: "exit-status",
		Edits: []Edit{{"main.go", "return status.ExitStatus()", "return 1"}},
	},
	{
		ID: "status-zero", Slip: "main prints the error, and ends with status 0", Clause: "exit-status",
		Edits: []Edit{{"main.go", "\t\tos.Exit(exitStatus(err))\n", "\t\t_ = exitStatus(err)\n"}},
	},
	{
		ID: "status-inverted", Slip: "0 is taken for failure", Clause: "exit-status",
		Edits: []Edit{{"main.go", "\t\tos.Exit(exitStatus(err))\n\t}\n", "\t\tos.Exit(0)\n\t}\n\tos.Exit(1)\n"}},
	},
	{
		ID: "signal-without-128", Slip: "death by signal n is status n", Clause: "exit-status",
		Edits: []Edit{{"main.go", "return statusSignal + int(status.Signal())", "return int(status.Signal())"}},
	},
	{
		ID: "signal-not-asked-for", Slip: "only ExitStatus() is looked at: -1 after a signal", Clause: "exit-status",
		Edits: []Edit{{"main.go", "if status.Signaled() {", "if false {"}},
	},
	{
		ID: "killed-is-success", Slip: "death by a signal, as of a command that is killed for want of memory, is 0", Clause: "exit-status",
		Edits: []Edit{{"main.go", "return statusSignal + int(status.Signal())", "return 0"}},
	},
	{
		ID: "exec-error-dropped", Slip: "init logs that Exec failed, and ends with 0", Clause: "not-found",
		Edits: []Edit{{"container/init.go", `		return fmt.Errorf("%q: %w: %w", command, ErrNotFound, err)`, "\t\treturn nil"}},
	},
	{
		ID: "exec-error-unnamed", Slip: "the message does not say which command", Clause: "not-found",
		Edits: []Edit{{"container/init.go", `return fmt.Errorf("%q: %w: %w", command, ErrNotFound, err)`, "return ErrNotFound"}},
	},
	{
		ID: "exec-error-panics", Slip: "panic(err) where Exec fails", Clause: "not-found",
		Edits: []Edit{{"container/init.go", `return fmt.Errorf("%q: %w: %w", command, ErrNotFound, err)`, "panic(err)"}},
	},
	{
		ID: "not-executable-dropped", Slip: "init looks for ENOENT alone, and takes any other error for success", Clause: "not-executable",
		Edits: []Edit{{"container/init.go", `	return fmt.Errorf("%q: %w: %w", command, ErrNotExecutable, err)`, "\treturn nil"}},
	},
	{
		ID: "not-executable-127", Slip: "a file without x is told as one that is not there", Clause: "not-executable",
		Edits: []Edit{{"container/init.go", `return fmt.Errorf("%q: %w: %w", command, ErrNotExecutable, err)`, `return fmt.Errorf("%q: %w: %w", command, ErrNotFound, err)`}},
	},
	{
		ID: "no-command-panics", Slip: "command[0] without a look at its length", Clause: "no-command",
		Edits: []Edit{
			{"main_command.go", "	if len(command) == 0 {\n\t\treturn errors.New(\"run: no command given; usage: mydocker run [-ti] COMMAND\")\n\t}\n", ""},
			{"main_command.go", "\t\"errors\"\n", ""},
		},
	},
	{
		ID: "no-command-starts-a-shell", Slip: "without a command a shell is started", Clause: "no-command",
		Edits: []Edit{
			{"main_command.go", `return errors.New("run: no command given; usage: mydocker run [-ti] COMMAND")`, `command = cli.Args{"/bin/sh"}`},
			{"main_command.go", "\t\"errors\"\n", ""},
		},
	},
	{
		ID: "no-command-is-empty", Slip: "without a command a container is started for the command \"\"", Clause: "no-command",
		Edits: []Edit{
			{"main_command.go", `return errors.New("run: no command given; usage: mydocker run [-ti] COMMAND")`, `command = cli.Args{""}`},
			{"main_command.go", "\t\"errors\"\n", ""},
		},
	},
	{
		ID: "no-command-silent", Slip: "without a command run ends, with 0 and not a word", Clause: "no-command",
		Edits: []Edit{
			{"main_command.go", `return errors.New("run: no command given; usage: mydocker run [-ti] COMMAND")`, `return nil`},
			{"main_command.go", "\t\"errors\"\n", ""},
		},
	},
	{
		ID: "argv-empty", Slip: "Exec gets nil for argv", Clause: "no-silent-drop",
		Edits: []Edit{
			{"container/init.go", "\targv := append([]string{command}, args...)\n", ""},
			{"container/init.go", "unix.Exec(command, argv, os.Environ())", "unix.Exec(command, nil, os.Environ())"},
		},
	},
	{
		ID: "arguments-dropped", Slip: "only the first word is used", Clause: "no-silent-drop",
		Edits: []Edit{{"main_command.go", "if len(command) > 1 {", "if len(command) > 99 {"}},
	},
	{
		ID: "init-by-anyone", Slip: "init runs wherever it is started", Clause: "init-by-hand",
		Edits: []Edit{{"container/init.go", "if os.Getpid() != 1 {", "if os.Getpid() < 1 {"}},
	},
	{
		ID: "init-in-the-help", Slip: "init is not hidden", Clause: "init-by-hand",
		Edits: []Edit{{"main_command.go", "\tHidden:          true,\n", ""}},
	},
	{
		ID: "start-error-swallowed", Slip: "Start's error is logged nowhere, and run ends with 0", Clause: "needs-root",
		Edits: []Edit{
			{"run.go", "if os.Geteuid() != 0 {", "if os.Geteuid() < 0 {"},
			{"run.go", `return fmt.Errorf("run: start the container: %w", err)`, "return nil"},
		},
	},
	{
		ID: "start-error-ignored", Slip: "Start's error is logged, and the pid of nothing is used", Clause: "needs-root",
		Edits: []Edit{
			{"run.go", "if os.Geteuid() != 0 {", "if os.Geteuid() < 0 {"},
			{"run.go", `return fmt.Errorf("run: start the container: %w", err)`, `fmt.Fprintln(os.Stderr, err, parent.Process.Pid)`},
		},
	},
}
