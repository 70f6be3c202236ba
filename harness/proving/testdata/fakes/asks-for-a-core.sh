#!/bin/sh
# Runs on the core by its own good will: fools whoever looks where the command runs.
[ "$3" != -cpuset ] || exec taskset --cpu-list "$4" "${0%/*}/executes.sh" "$@"
exec "${0%/*}/executes.sh" "$@"
