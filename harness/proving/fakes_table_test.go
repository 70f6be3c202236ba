package proving

// pretenders keep nothing of what they seem to: they are also asked about all
// other clauses of the kind.
var pretenders = []fake{
	{
		script: "prints-one.sh",
		fails: []string{
			"tty-wired", "logs-apart", "exit-status", "not-found", "no-command", "needs-root", "pid-one",
			"memory-set", "first-run-limited",
		},
	},
	{
		script: "prints.sh", ours: true,
		fails: []string{
			"tty-wired", "no-tty-quiet", "own-uts", "own-pid", "memory-set", "cpu-set", "path-search", "path-miss", "pipe-closed",
			"caller-descriptors", "argv-private", "host-kept-ns",
		},
	},
	{script: "prints-arguments.sh", fails: []string{"no-silent-drop", "args-passed", "argv-exact", "argv-large"}},
	{script: "fails-silently.sh", fails: []string{"not-found", "not-executable", "no-command", "needs-root", "path-miss", "bad-limit"}},
	{script: "refuses-all.sh", fails: []string{"tty-wired", "exit-status", "pid-one", "bad-limit"}},
	{
		script: "executes.sh",
		fails: []string{
			"no-tty-quiet", "pid-one", "own-uts", "own-pid", "own-mnt", "own-net", "own-ipc", "hostname-kept", "only-loopback", "own-ipc-objects",
			"memory-set", "no-swap-escape", "cpu-set", "cpuset-set", "bad-limit",
		},
	},
	{script: "limits-nobody.sh", fails: []string{"memory-set", "no-swap-escape", "cpu-set", "cpuset-set"}},
}

// spoilers differ from executes.sh, or from a right runtime, in one thing, and
// are asked about that alone.
var spoilers = []fake{
	{script: "names-the-host.sh", fails: []string{"own-uts", "hostname-kept"}},
	{script: "mounts-by-hand.sh", fails: []string{"init-by-hand"}},
	{script: "leaks.sh", fails: []string{"pipe-closed"}},
	{script: "limits-a-sleep.sh", fails: []string{"memory-set"}},
	{script: "joins-and-leaves.sh", fails: []string{"memory-set"}},
	{script: "asks-for-a-core.sh", fails: []string{"cpuset-set"}},
	{script: "is-the-second.sh", fails: []string{"pid-one"}},
	{
		script: "has-a-double.sh",
		fails:  []string{"pid-one", "own-uts", "own-pid", "own-mnt", "own-net", "own-ipc", "only-loopback", "memory-set", "cpu-set", "cpuset-set"},
	},
	{script: "mounts-no-proc.sh", fails: []string{"proc-mounted", "proc-flags", "argv-private"}, ours: true},
	{script: "mounts-for-all.sh", fails: []string{"host-proc-kept", "proc-flags"}},
	{script: "takes-silence-for-yes.sh", fails: []string{"parent-dies-early", "init-dies-early"}},
	{script: "joins-itself.sh", fails: []string{"runtime-outside", "own-cgroup-each", "mountpoint-found"}},
	{script: "weighs-alone.sh", fails: []string{"cpu-share-works"}},
	{script: "limits-the-idle.sh", fails: []string{"children-inside"}},

	{script: "deaf.sh", fails: []string{"tty-wired"}},
	{script: "greets.sh", fails: []string{"logs-apart"}},
	{script: "starts-afresh.sh", fails: []string{"env-kept", "cwd-kept"}},
	{script: "is-not-waited-for.sh", fails: []string{"no-tty-quiet", "exit-status", "not-found"}},
	{
		script: "all-is-well.sh",
		fails:  []string{"exit-status", "not-found", "not-executable", "no-command", "bad-limit", "path-miss", "init-dies-early"},
	},
	{
		script: "drops-arguments.sh",
		fails:  []string{"no-silent-drop", "args-passed", "flags-end-at-command", "argv-exact", "argv-simple", "argv-large"},
	},
	{script: "recites-the-book.sh", fails: []string{"argv-simple"}},
	{script: "splits-words.sh", fails: []string{"argv-exact"}},
	{script: "has-its-own-path.sh", fails: []string{"path-search"}},
	{script: "recites.sh", fails: []string{"interactive"}},
	{script: "survives.sh", fails: []string{"no-orphan"}},
	{script: "leaves-a-file.sh", fails: []string{"nothing-left"}},
	{script: "leaves-a-group.sh", fails: []string{"cgroup-removed"}},
	{script: "hides-cgroups.sh", fails: []string{"host-kept-ns"}, ours: true},
	{script: "has-its-own-stress.sh", fails: []string{"memory-kills"}},
	{script: "does-without.sh", fails: []string{"bad-limit", "v1-missing"}},
	{script: "limits-all.sh", fails: []string{"no-flag-no-limit"}},
	{script: "limits-the-second.sh", fails: []string{"first-run-limited"}},
	{script: "limits-the-first-ten.sh", fails: []string{"whole-process-joined"}},
	{script: "limits-late.sh", fails: []string{"limits-first"}},
}
