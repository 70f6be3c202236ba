#!/bin/sh
# Gives the host the container's name: fools whoever looks at hostname inside.
echo container >/proc/sys/kernel/hostname
exec "${0%/*}/executes.sh" "$@"
