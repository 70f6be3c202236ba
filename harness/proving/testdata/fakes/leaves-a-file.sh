#!/bin/sh
# Right, but leaves a file behind: fools whoever looks at processes and mounts.
: >log-of-$$
exec "$RIGHT" "$@"
