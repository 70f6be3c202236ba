#!/bin/sh
# Keeps a shell as PID 1 above the command: fools whoever compares namespaces.
exec unshare --pid --fork --mount-proc sh -c '"$@"; exit $?' sh "${0%/*}/executes.sh" "$@"
