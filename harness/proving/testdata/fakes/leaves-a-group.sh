#!/bin/sh
# Right, but leaves a group behind: fools whoever asks that the command's is gone.
mkdir -p /sys/fs/cgroup/memory/left/behind
exec "$RIGHT" "$@"
