package proving

const (
	cloneFlags = "container/container_process.go"

	makePrivate = `	if err := unix.Mount("", "/", "", unix.MS_PRIVATE|unix.MS_REC, ""); err != nil {
		return fmt.Errorf("init: make the container's mounts private: %w", err)
	}
`
	callMountProc = `	if err := mountProc(); err != nil {
		return err
	}
`
)

// namespaceMutants shut the command off from less than they should, or more.
var namespaceMutants = []Mutant{
	{
		ID: "no-uts", Slip: "CLONE_NEWUTS is missing", Clause: "own-uts",
		Edits: []Edit{{cloneFlags, "syscall.CLONE_NEWUTS |\n\t\t\tsyscall.CLONE_NEWPID", "syscall.CLONE_NEWPID"}},
	},
	{
		ID: "no-pid", Slip: "CLONE_NEWPID is missing", Clause: "own-pid",
		Edits: []Edit{
			{cloneFlags, "\t\t\tsyscall.CLONE_NEWPID |\n", ""},
			{"container/init.go", "if os.Getpid() != 1 {", "if os.Getpid() < 1 {"},
		},
	},
	{
		ID: "no-mnt", Slip: "CLONE_NEWNS is missing", Clause: "own-mnt",
		Edits: []Edit{{cloneFlags, "\t\t\tsyscall.CLONE_NEWNS |\n", ""}},
	},
	{
		ID: "no-net", Slip: "CLONE_NEWNET is missing", Clause: "own-net",
		Edits: []Edit{{cloneFlags, "\t\t\tsyscall.CLONE_NEWNET |\n", ""}},
	},
	{
		ID: "no-ipc", Slip: "CLONE_NEWIPC is missing", Clause: "own-ipc",
		Edits: []Edit{{cloneFlags, " |\n\t\t\tsyscall.CLONE_NEWIPC", ""}},
	},
	{
		ID: "user-namespace", Slip: "CLONE_NEWUSER too, and no map of users", Clause: "host-kept-ns",
		Edits: []Edit{{cloneFlags, "syscall.CLONE_NEWIPC", "syscall.CLONE_NEWIPC | syscall.CLONE_NEWUSER"}},
	},
	{
		ID: "cgroup-namespace", Slip: "CLONE_NEWCGROUP too", Clause: "host-kept-ns",
		Edits: []Edit{{cloneFlags, "syscall.CLONE_NEWIPC", "syscall.CLONE_NEWIPC | syscall.CLONE_NEWCGROUP"}},
	},
	{
		// The namespace is there, and a hostname cannot be set in it.
		ID: "no-right-to-a-hostname", Slip: "init gives up CAP_SYS_ADMIN, as Docker does, and the container cannot be named", Clause: "hostname-kept",
		Edits: []Edit{{"container/init.go", "\targv := append(", "\tunix.Prctl(unix.PR_CAPBSET_DROP, unix.CAP_SYS_ADMIN, 0, 0, 0)\n\targv := append("}},
	},
	{
		ID: "hostname-set-by-run", Slip: "run names the container, and so the host", Clause: "hostname-kept",
		Edits: []Edit{
			{"run.go", "\tsignals := catchSignals()\n", "\tsyscall.Sethostname([]byte(\"container\"))\n\tsignals := catchSignals()\n"},
			{"run.go", "\t\"os\"\n", "\t\"os\"\n\t\"syscall\"\n"},
		},
	},
	{
		ID: "dev-of-a-later-chapter", Slip: "a tmpfs is mounted over /dev, as in the next chapter, and without its pivot_root", Clause: "host-kept-ns",
		Edits: []Edit{{"container/init.go", "\targv := append(", "\tunix.Mount(\"tmpfs\", \"/dev\", \"tmpfs\", unix.MS_NOSUID|unix.MS_STRICTATIME, \"mode=755\")\n\targv := append("}},
	},
	{
		// Of the kinds of network card, the one that most kernels can make.
		ID: "bridge-of-a-later-chapter", Slip: "the bridge of a later chapter is made already, and in the container", Clause: "only-loopback",
		Edits: []Edit{
			{"container/init.go", "\targv := append(", "\tname := append([]byte(\"mydocker0\"), 0)\n\tif socket, err := unix.Socket(unix.AF_INET, unix.SOCK_DGRAM|unix.SOCK_CLOEXEC, 0); err == nil {\n\t\tunix.Syscall(unix.SYS_IOCTL, uintptr(socket), unix.SIOCBRADDBR, uintptr(unsafe.Pointer(&name[0])))\n\t}\n\targv := append("},
			{"container/init.go", "\t\"strings\"\n", "\t\"strings\"\n\t\"unsafe\"\n"},
		},
	},
	{
		ID: "init-stays", Slip: "init starts the command and waits, instead of becoming it", Clause: "pid-one",
		Edits: []Edit{
			{
				"container/init.go", "err := unix.Exec(command, argv, os.Environ())",
				"cmd := &exec.Cmd{Path: command, Args: argv, Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr}\n\terr := cmd.Run()\n\tif err == nil {\n\t\tos.Exit(0)\n\t}",
			},
			{"container/init.go", "\t\"os\"\n", "\t\"os\"\n\t\"os/exec\"\n"},
		},
	},
	{
		ID: "mounts-not-private", Slip: "/proc is mounted, and nothing made private before", Clause: "host-proc-kept",
		Edits: []Edit{{"container/proc.go", makePrivate, ""}},
	},
	{
		ID: "mounts-made-shared", Slip: "MS_SHARED where MS_PRIVATE was meant", Clause: "host-proc-kept",
		Edits: []Edit{{"container/proc.go", "unix.MS_PRIVATE", "unix.MS_SHARED"}},
	},
	{
		ID: "mounts-private-at-the-top", Slip: "MS_PRIVATE without MS_REC", Clause: "host-proc-kept",
		Edits: []Edit{{"container/proc.go", "unix.MS_PRIVATE|unix.MS_REC", "unix.MS_PRIVATE"}},
	},
	{
		ID: "mounts-private-too-late", Slip: "/proc first, private then", Clause: "host-proc-kept",
		Edits: []Edit{
			{"container/proc.go", makePrivate, ""},
			{"container/proc.go", "\treturn nil\n", "\treturn unix.Mount(\"\", \"/\", \"\", unix.MS_PRIVATE|unix.MS_REC, \"\")\n"},
		},
	},
	{
		ID: "proc-unmounted-by-run", Slip: "run unmounts /proc after Wait, to mend what it saw", Clause: "host-proc-kept",
		Edits: []Edit{
			{"run.go", "err := parent.Wait()", "err := parent.Wait()\n\tsyscall.Unmount(\"/proc\", syscall.MNT_DETACH)"},
			{"run.go", "\t\"os\"\n", "\t\"os\"\n\t\"syscall\"\n"},
		},
	},
	{
		ID: "proc-mended-by-run", Slip: "nothing is made private, and run unmounts /proc after Wait: in between the host has the container's", Clause: "host-proc-kept",
		Edits: []Edit{
			{"container/proc.go", makePrivate, ""},
			{"run.go", "err := parent.Wait()", "err := parent.Wait()\n\tsyscall.Unmount(\"/proc\", syscall.MNT_DETACH)"},
			{"run.go", "\t\"os\"\n", "\t\"os\"\n\t\"syscall\"\n"},
		},
	},
	{
		ID: "proc-not-mounted", Slip: "/proc is not mounted", Clause: "proc-mounted",
		Edits: []Edit{{"container/init.go", callMountProc, ""}},
	},
	{
		ID: "proc-is-a-tmpfs", Slip: "a tmpfs is mounted on /proc", Clause: "proc-mounted",
		Edits: []Edit{{"container/proc.go", `"/proc", "proc", flags`, `"/proc", "tmpfs", flags`}},
	},
	{
		// An error that is dropped is seen only where there is one to drop.
		ID: "proc-mount-fails-unheard", Slip: `the type is "procfs", which there is not, and the error of the mount dropped`, Clause: "proc-mounted",
		Edits: []Edit{
			{"container/proc.go", `"/proc", "proc", flags`, `"/proc", "procfs", flags`},
			{"container/proc.go", `return fmt.Errorf("init: mount /proc: %w", err)`, "return nil"},
		},
	},
	{
		ID: "proc-mounted-by-run", Slip: "run mounts /proc, before it starts init", Clause: "proc-mounted",
		Edits: []Edit{
			{"container/init.go", callMountProc, ""},
			{"run.go", "\tsignals := catchSignals()\n", "\tsignals := catchSignals()\n\tsyscall.Mount(\"proc\", \"/proc\", \"proc\", syscall.MS_NOSUID|syscall.MS_NODEV|syscall.MS_NOEXEC, \"\")\n"},
			{"run.go", "\t\"os\"\n", "\t\"os\"\n\t\"syscall\"\n"},
		},
	},
	{
		ID: "proc-with-suid", Slip: "MS_NOSUID is missing", Clause: "proc-flags",
		Edits: []Edit{{"container/proc.go", "unix.MS_NOSUID | ", ""}},
	},
	{
		ID: "proc-with-dev", Slip: "MS_NODEV is missing", Clause: "proc-flags",
		Edits: []Edit{{"container/proc.go", "unix.MS_NODEV | ", ""}},
	},
	{
		ID: "proc-with-exec", Slip: "MS_NOEXEC is missing", Clause: "proc-flags",
		Edits: []Edit{{"container/proc.go", " | unix.MS_NOEXEC", ""}},
	},
	{
		ID: "proc-flags-and", Slip: "the flags are joined by &, which makes 0 of them", Clause: "proc-flags",
		Edits: []Edit{{"container/proc.go", "unix.MS_NOSUID | unix.MS_NODEV | unix.MS_NOEXEC", "unix.MS_NOSUID & unix.MS_NODEV & unix.MS_NOEXEC"}},
	},
}
