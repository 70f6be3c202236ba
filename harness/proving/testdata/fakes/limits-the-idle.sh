#!/bin/sh
# Limits the command until it has something to do: fools whoever looks before that.
{
	head -c 1
	cd /sys/fs/cgroup/memory && cat fake/cgroup.procs >cgroup.procs
	cat
} 2>/dev/null | "${0%/*}/joins-itself.sh" "$@"
