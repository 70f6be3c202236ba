#!/bin/sh
# Starts the command twice, one of them in a container: fools whoever looks at that one and talks to the other.
exec 4<&0
sleep 1000 | "$RIGHT" "$@" >/dev/null 2>&1 &
sleep 0.3
exec "${0%/*}/executes.sh" "$@" <&4 4<&-
