package lesson

// Source is where what a clause is about is explained.
type Source struct {
	// Book is the section of the book: "3.1.2 实现 run 命令".
	Book string `json:"book"`
	// Man are pages of the manual: "clone(2)".
	Man []string `json:"man,omitempty"`
}

// Sections of the book, by their titles.
const (
	utsSection     = "2.1.2 UTS Namespace; 3.1.2 实现 run 命令"
	ipcSection     = "2.1.3 IPC Namespace; 3.1.2 实现 run 命令"
	pidSection     = "2.1.4 PID Namespace; 3.1.2 实现 run 命令"
	mountSection   = "2.1.5 Mount Namespace; 3.1.2 实现 run 命令"
	networkSection = "2.1.7 Network Namespace; 3.1.2 实现 run 命令"
	procSection    = "3.1.1 Linux proc 文件系统介绍; 3.1.2 实现 run 命令"
	runSection     = "3.1.2 实现 run 命令"
	groupSection   = "2.2 Linux Cgroups 介绍; 3.2.1 定义 Cgroups 的数据结构"
	limitSection   = "3.2.2 在启动容器时增加资源限制的配置"
	pipeSection    = "3.3 增加管道及环境变量识别"
)

func of(book string, man ...string) Source { return Source{book, man} }

var sources = map[string]Source{
	"tty-wired":       of(runSection, "stdin(3)", "dup(2)"),
	"no-tty-quiet":    of(runSection, "wait(2)"),
	"logs-apart":      of(runSection, "stdin(3)"),
	"env-kept":        of(runSection, "environ(7)", "execve(2)"),
	"cwd-kept":        of(runSection, "getcwd(2)", "chdir(2)"),
	"exit-status":     of(runSection, "wait(2)", "exit(3)"),
	"not-found":       of(runSection, "execve(2)"),
	"not-executable":  of(runSection, "execve(2)"),
	"no-command":      of(runSection),
	"no-silent-drop":  of(runSection, "execve(2)"),
	"init-by-hand":    of(runSection, "pid_namespaces(7)", "proc(5)"),
	"needs-root":      of(runSection, "clone(2)", "capabilities(7)"),
	"pid-one":         of(pidSection, "pid_namespaces(7)", "execve(2)"),
	"own-uts":         of(utsSection, "uts_namespaces(7)", "clone(2)"),
	"own-pid":         of(pidSection, "pid_namespaces(7)", "clone(2)"),
	"own-mnt":         of(mountSection, "mount_namespaces(7)", "clone(2)"),
	"own-net":         of(networkSection, "network_namespaces(7)", "clone(2)"),
	"own-ipc":         of(ipcSection, "ipc_namespaces(7)", "clone(2)"),
	"host-kept-ns":    of(runSection, "namespaces(7)", "setns(2)"),
	"hostname-kept":   of(utsSection, "uts_namespaces(7)", "sethostname(2)"),
	"only-loopback":   of(networkSection, "network_namespaces(7)"),
	"own-ipc-objects": of(ipcSection, "ipc_namespaces(7)", "sysvipc(7)"),
	"proc-mounted":    of(procSection, "proc(5)", "mount(2)"),
	"proc-flags":      of(procSection, "mount(2)"),
	"host-proc-kept":  of(procSection, "mount_namespaces(7)", "mount(2)"),
	"no-orphan":       of(runSection, "pid_namespaces(7)", "prctl(2)"),
	"nothing-left":    of(runSection, "wait(2)"),
	"interactive":     of(runSection, "credentials(7)", "tty(4)"),

	"memory-set":           of(groupSection, "cgroups(7)"),
	"memory-kills":         of(limitSection, "cgroups(7)"),
	"no-swap-escape":       of(groupSection, "cgroups(7)"),
	"cpu-set":              of(groupSection, "cgroups(7)", "sched(7)"),
	"cpu-share-works":      of(limitSection, "cgroups(7)", "sched(7)"),
	"cpuset-set":           of(groupSection, "cpuset(7)"),
	"whole-process-joined": of(groupSection, "cgroups(7)"),
	"first-run-limited":    of(groupSection, "mkdir(2)"),
	"children-inside":      of(limitSection, "cgroups(7)", "fork(2)"),
	"args-passed":          of(limitSection, "execve(2)"),
	"flags-end-at-command": of(limitSection, "getopt(3)"),
	"runtime-outside":      of(limitSection, "cgroups(7)"),
	"no-flag-no-limit":     of(limitSection, "cgroups(7)"),
	"own-cgroup-each":      of(groupSection, "cgroups(7)"),
	"cgroup-removed":       of(limitSection, "cgroups(7)", "rmdir(2)"),
	"bad-limit":            of(limitSection, "cgroups(7)"),
	"mountpoint-found":     of(groupSection, "proc(5)", "cgroups(7)"),
	"v1-missing":           of(groupSection, "cgroups(7)"),

	"argv-exact":         of(pipeSection, "pipe(7)", "execve(2)"),
	"argv-simple":        of(pipeSection, "pipe(7)", "execve(2)"),
	"argv-large":         of(pipeSection, "pipe(7)", "read(2)"),
	"argv-private":       of(pipeSection, "proc(5)", "pipe(7)"),
	"path-search":        of(pipeSection, "exec(3)", "environ(7)"),
	"path-miss":          of(pipeSection, "exec(3)"),
	"pipe-closed":        of(pipeSection, "pipe(7)", "fcntl(2)"),
	"caller-descriptors": of(pipeSection, "fcntl(2)", "execve(2)"),
	"limits-first":       of(pipeSection, "pipe(7)", "cgroups(7)"),
	"parent-dies-early":  of(pipeSection, "pipe(7)"),
	"init-dies-early":    of(pipeSection, "pipe(7)", "signal(7)"),
}
