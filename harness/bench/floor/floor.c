/*
 * The floor: the system calls that a container of step 3.3 cannot do without,
 * and no others. No runtime of that step can be faster in the same way. It takes
 * the book's command line, and is right in nothing else: it checks no value,
 * hears no signal and cleans up after no error.
 *
 *	floor run -ti [-m BYTES] [-cpushare N] [-cpuset LIST] COMMAND [ARG...]
 *
 * Built as it is, run moves the container into its groups by pid, as the book
 * has it. Built with -DJOIN_SELF, run is in them itself while it makes the
 * container, which is born there.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define ROOT "/sys/fs/cgroup/"

static const struct { const char *flag, *controller, *file, *second; } known[] = {
	{"-m", "memory", "memory.limit_in_bytes", "memory.memsw.limit_in_bytes"},
	{"-cpushare", "cpu", "cpu.shares", NULL},
	{"-cpuset", "cpuset", "cpuset.cpus", NULL},
};
enum { KNOWN = sizeof known / sizeof known[0] };

static struct { const char *controller; char dir[128]; } groups[KNOWN];
static int made;

static void fail(const char *what)
{
	fprintf(stderr, "floor: %s: %s\n", what, strerror(errno));
	exit(125);
}

static void put(const char *dir, const char *file, const char *text)
{
	char path[256];
	snprintf(path, sizeof path, "%s/%s", dir, file);
	int fd = open(path, O_WRONLY | O_CLOEXEC);
	if (fd < 0 || write(fd, text, strlen(text)) < 0)
		fail(path);
	close(fd);
}

/* A new group of cpuset has no memory nodes: cpuset(7). */
static void take_nodes_from_above(const char *dir)
{
	char nodes[256] = "";
	int fd = open(ROOT "cpuset/cpuset.mems", O_RDONLY | O_CLOEXEC);
	if (fd < 0 || read(fd, nodes, sizeof nodes - 1) < 0)
		fail("cpuset.mems");
	close(fd);
	put(dir, "cpuset.mems", nodes);
}

static void limit(int i, const char *value)
{
	char *dir = groups[made].dir;
	groups[made++].controller = known[i].controller;
	snprintf(dir, sizeof groups[0].dir, ROOT "%s/floor-%d", known[i].controller, getpid());
	if (mkdir(dir, 0755) < 0)
		fail(dir);
	if (!strcmp(known[i].controller, "cpuset"))
		take_nodes_from_above(dir);
	put(dir, known[i].file, value);
	if (known[i].second)
		put(dir, known[i].second, value);
}

/* The kernel takes a moment after wait(2) to empty a group. */
static void remove_groups(void)
{
	while (made-- > 0)
		while (rmdir(groups[made].dir) < 0)
			if (errno != EBUSY || sched_yield() < 0)
				fail(groups[made].dir);
}

static void become(char **command, int go)
{
	char word;
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (read(go, &word, 1) != 1)
		exit(125); /* run is gone */
	if (mount(NULL, "/", NULL, MS_PRIVATE | MS_REC, NULL) < 0 ||
	    mount("proc", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL) < 0)
		fail("mount");
	execvp(command[0], command);
	fail(command[0]);
}

int main(int argc, char **argv)
{
	for (argv += 2; *argv && **argv == '-'; argv++)
		for (int i = 0; i < KNOWN; i++)
			if (!strcmp(*argv, known[i].flag) && argv[1]) {
				limit(i, *++argv);
				break;
			}
	if (argc < 3 || !*argv) {
		fputs("floor: run -ti [-m BYTES] [-cpushare N] [-cpuset LIST] COMMAND [ARG...]\n", stderr);
		return 2;
	}
	int go[2];
	if (pipe2(go, O_CLOEXEC) < 0)
		fail("pipe2");
#ifdef JOIN_SELF
	for (int i = 0; i < made; i++)
		put(groups[i].dir, "tasks", "0");
#endif
	long flags = CLONE_NEWUTS | CLONE_NEWPID | CLONE_NEWNS | CLONE_NEWNET | CLONE_NEWIPC | SIGCHLD;
	pid_t child = syscall(SYS_clone, flags, 0, 0, 0, 0);
	if (child < 0)
		fail("clone");
	if (child == 0) {
		close(go[1]);
		become(argv, go[0]);
	}
	close(go[0]);
	for (int i = 0; i < made; i++) {
#ifdef JOIN_SELF
		char above[64];
		snprintf(above, sizeof above, ROOT "%s", groups[i].controller);
		put(above, "tasks", "0");
#else
		char pid[16];
		snprintf(pid, sizeof pid, "%d", child);
		put(groups[i].dir, "cgroup.procs", pid);
#endif
	}
	int status = 0;
	if (write(go[1], "g", 1) != 1)
		fail("the pipe");
	close(go[1]);
	if (waitpid(child, &status, 0) < 0)
		fail("waitpid");
	remove_groups();
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}
