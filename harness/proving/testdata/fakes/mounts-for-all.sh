#!/bin/sh
# Mounts /proc where all can see it: fools whoever looks at ps inside.
exec unshare --pid --mount --propagation unchanged --fork sh -c 'mount -t proc proc /proc && exec "$@"' sh \
	"${0%/*}/executes.sh" "$@"
