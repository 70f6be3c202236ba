#!/bin/sh
# Leaves a file open for the command: fools whoever looks at stdin, stdout and stderr.
exec 7</dev/null
exec "${0%/*}/executes.sh" "$@"
