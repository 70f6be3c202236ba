#!/bin/sh
# Right, but has a limit for everyone: fools whoever always gives one.
[ "$3" = -m ] || set -- run -ti -m 100m "$3"
exec "$RIGHT" "$@"
