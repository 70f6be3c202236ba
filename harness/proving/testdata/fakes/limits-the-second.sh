#!/bin/sh
# Right, but only from the second time on: fools whoever tries twice.
[ -e tried ] || set -- run -ti "$5"
: >tried
exec "$RIGHT" "$@"
