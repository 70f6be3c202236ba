#!/bin/sh
# One group at a typed path, and run itself in it: fools whoever runs one container, here.
if cd /sys/fs/cgroup/memory && [ "$3" = -m ] && [ -f tasks ] && mkdir -p fake && echo "$4" >fake/memory.limit_in_bytes; then
	echo $$ >fake/cgroup.procs
fi
exec "${0%/*}/executes.sh" "$@"
