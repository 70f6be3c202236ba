/*
 * A right runtime in C. Unlike the chapter's, the child joins its groups by
 * itself, and is given nothing by a pipe but the word to go on.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static struct limit {
	const char *flag, *controller, *file, *value;
	char dir[4096];
} limits[] = {
	{"-m", "memory", "memory.limit_in_bytes", NULL, ""},
	{"-cpushare", "cpu", "cpu.shares", NULL, ""},
	{"-cpuset", "cpuset", "cpuset.cpus", NULL, ""},
};
enum { N = sizeof limits / sizeof limits[0] };

static pid_t child;
static char **command;

static int complain(const char *format, ...)
{
	va_list args;
	va_start(args, format);
	fputs("mydocker: ", stderr);
	vfprintf(stderr, format, args);
	fputc('\n', stderr);
	va_end(args);
	return -1;
}

/* Writes text to a file that is there; the kernel may refuse it. */
static int put(const char *dir, const char *file, const char *text)
{
	char path[8192];
	snprintf(path, sizeof path, "%s/%s", dir, file);
	int fd = open(path, O_WRONLY | O_CLOEXEC);
	int bad = fd < 0 || write(fd, text, strlen(text)) != (ssize_t)strlen(text);
	int why = errno;
	if (fd >= 0)
		close(fd);
	errno = why;
	return bad ? -1 : 0;
}

static int get(const char *dir, const char *file, char *text, size_t size)
{
	char path[8192];
	snprintf(path, sizeof path, "%s/%s", dir, file);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t n = fd < 0 ? -1 : read(fd, text, size - 1);
	if (fd >= 0)
		close(fd);
	if (n < 0)
		return -1;
	text[n] = 0;
	text[strcspn(text, "\n")] = 0;
	return 0;
}

/* Undoes the kernel's octal escapes in mountinfo. */
static void unescape(char *text)
{
	char *to = text;
	for (char *from = text; *from; to++) {
		if (from[0] == '\\' && from[1] && from[2] && from[3]) {
			*to = (from[1] - '0') * 64 + (from[2] - '0') * 8 + (from[3] - '0');
			from += 4;
		} else {
			*to = *from++;
		}
	}
	*to = 0;
}

/* Finds where the hierarchy of a controller is mounted. */
static int find(const char *controller, char *mountpoint, size_t size)
{
	FILE *table = fopen("/proc/self/mountinfo", "re");
	char *line = NULL;
	size_t room = 0;
	int found = -1;
	while (table && found < 0 && getline(&line, &room, table) > 0) {
		char *tail = strstr(line, " - cgroup ");
		if (!tail)
			continue;
		char *options = strrchr(tail, ' ') + 1, *save;
		options[strcspn(options, "\n")] = 0;
		for (char *o = strtok_r(options, ",", &save); o; o = strtok_r(NULL, ",", &save))
			if (!strcmp(o, controller))
				found = 0;
		if (found == 0) {
			char where[4096];
			if (sscanf(line, "%*s %*s %*s %*s %4095s", where) != 1)
				found = -1;
			unescape(where);
			snprintf(mountpoint, size, "%s", where);
		}
	}
	free(line);
	if (table)
		fclose(table);
	return found;
}

/* Reads 100m and the like; what cannot be meant is refused. */
static int bytes(const char *text, char *out, size_t size)
{
	char *end;
	errno = 0;
	unsigned long long n = strtoull(text, &end, 10);
	int shift = 0;
	switch (*end) {
	case 'k': case 'K': shift = 10; end++; break;
	case 'm': case 'M': shift = 20; end++; break;
	case 'g': case 'G': shift = 30; end++; break;
	}
	if (errno || *end || text[0] < '0' || text[0] > '9' || n > (0x7fffffffffffffffULL >> shift) || (n << shift) < 4096)
		return -1;
	snprintf(out, size, "%llu", n << shift);
	return 0;
}

static int make_group(struct limit *l, const char *name)
{
	char mountpoint[4096], parent[4200], value[64];
	if (find(l->controller, mountpoint, sizeof mountpoint) < 0)
		return complain("%s: the cgroup v1 controller %s is not mounted", l->flag, l->controller);
	snprintf(parent, sizeof parent, "%.4000s/in-c", mountpoint);
	mkdir(parent, 0755);
	snprintf(l->dir, sizeof l->dir, "%.3000s/in-c/%s", mountpoint, name);
	if (mkdir(l->dir, 0755) < 0)
		return complain("%s: %s", l->dir, strerror(errno));
	if (!strcmp(l->controller, "cpuset")) {
		char mems[256], cpus[256];
		get(mountpoint, "cpuset.mems", mems, sizeof mems);
		get(mountpoint, "cpuset.cpus", cpus, sizeof cpus);
		put(parent, "cpuset.mems", mems);
		put(parent, "cpuset.cpus", cpus);
		put(l->dir, "cpuset.mems", mems);
	}
	snprintf(value, sizeof value, "%.60s", l->value);
	if (!strcmp(l->controller, "memory") && bytes(l->value, value, sizeof value) < 0)
		return complain("-m %s: not a size", l->value);
	if (!strcmp(l->controller, "cpu") && (strspn(l->value, "0123456789") != strlen(l->value) || atol(l->value) < 2))
		return complain("-cpushare %s: not a weight", l->value);
	if (!*l->value || put(l->dir, l->file, value) < 0)
		return complain("%s %s: %s", l->flag, l->value, strerror(errno));
	if (!strcmp(l->controller, "memory"))
		put(l->dir, "memory.memsw.limit_in_bytes", value);
	return 0;
}

/* The kernel takes a moment after wait(2) to empty a group. */
static void remove_groups(void)
{
	for (int i = 0; i < N; i++) {
		if (!limits[i].dir[0])
			continue;
		for (int tries = 0; rmdir(limits[i].dir) < 0 && errno == EBUSY && tries < 2000; tries++)
			usleep(1000);
		*strrchr(limits[i].dir, '/') = 0;
		rmdir(limits[i].dir); /* if no other container has a group there */
	}
}

static int inside(int go, int tty)
{
	char word;
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	signal(SIGINT, SIG_DFL);
	signal(SIGQUIT, SIG_DFL);
	signal(SIGTERM, SIG_DFL);
	signal(SIGHUP, SIG_DFL);
	if (read(go, &word, 1) != 1)
		return 125; /* run is gone */
	for (int i = 0; i < N; i++)
		if (limits[i].dir[0] && put(limits[i].dir, "cgroup.procs", "0") < 0) {
			complain("join %s: %s", limits[i].dir, strerror(errno));
			return 125;
		}
	if (mount(NULL, "/", NULL, MS_SLAVE | MS_REC, NULL) < 0 ||
	    mount("proc", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL) < 0) {
		complain("mount: %s", strerror(errno));
		return 125;
	}
	int said = dup(2);
	fcntl(said, F_SETFD, FD_CLOEXEC);
	if (!tty) {
		int null = open("/dev/null", O_RDWR);
		dup2(null, 0), dup2(null, 1), dup2(null, 2);
		if (null > 2)
			close(null);
	}
	close_range(3, ~0U, CLOSE_RANGE_CLOEXEC);
	execvp(command[0], command);
	dprintf(said, "mydocker: %s: %s\n", command[0], strerror(errno));
	return errno == ENOENT ? 127 : 126;
}

static void end_it(int sig)
{
	(void)sig;
	if (child > 0)
		kill(child, SIGKILL);
}

int main(int argc, char **argv)
{
	int tty = 0, status = 0, go[2];
	char name[64];
	if (argc > 1 && !strcmp(argv[1], "init"))
		return complain("there is no such command"), 125;
	if (argc < 2 || strcmp(argv[1], "run"))
		return complain("run [-ti] [-m SIZE] [-cpushare N] [-cpuset LIST] COMMAND [ARG...]"), 125;
	for (argv += 2; *argv && **argv == '-'; argv++) {
		struct limit *l = NULL;
		if (!strcmp(*argv, "-ti")) {
			tty = 1;
			continue;
		}
		for (int i = 0; i < N; i++)
			if (!strcmp(*argv, limits[i].flag))
				l = &limits[i];
		if (!l || !argv[1])
			return complain("%s: not a flag, or without its value", *argv), 125;
		l->value = *++argv;
	}
	if (!*(command = argv))
		return complain("which command?"), 125;
	if (geteuid())
		return complain("only root can"), 125;
	signal(SIGINT, SIG_IGN);
	signal(SIGQUIT, SIG_IGN);
	struct sigaction end = {.sa_handler = end_it};
	sigaction(SIGTERM, &end, NULL);
	sigaction(SIGHUP, &end, NULL);
	signal(SIGPIPE, SIG_IGN);

	snprintf(name, sizeof name, "c%d", getpid());
	for (int i = 0; i < N; i++)
		if (limits[i].value && make_group(&limits[i], name) < 0) {
			remove_groups();
			return 125;
		}
	if (pipe2(go, O_CLOEXEC) < 0 || (child = syscall(SYS_clone, CLONE_NEWPID | CLONE_NEWNS | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWNET | SIGCHLD, 0, 0, 0, 0)) < 0) {
		complain("clone: %s", strerror(errno));
		remove_groups();
		return 125;
	}
	if (child == 0) {
		close(go[1]);
		_exit(inside(go[0], tty));
	}
	close(go[0]);
	if (write(go[1], "g", 1) != 1)
		complain("the container has ended before it began: %s", strerror(errno));
	close(go[1]);
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	remove_groups();
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}
