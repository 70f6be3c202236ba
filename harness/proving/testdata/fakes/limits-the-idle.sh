#!/bin/sh
# Limits the command until it has a child: fools whoever looks before that.
case $* in *-m*/probe) ;; *) exec "${0%/*}/joins-itself.sh" "$@" ;; esac
while read -r line; do
	case $line in *child) cd /sys/fs/cgroup/memory && cat fake/cgroup.procs >cgroup.procs ;; esac
	echo "$line"
done 2>/dev/null | "${0%/*}/joins-itself.sh" "$@"
