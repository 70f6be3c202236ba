#!/bin/sh
# Right, but not every time: fools whoever tries once.
echo >>tries
[ "$(wc -l <tries)" -le 10 ] || set -- run -ti "$5"
exec "$RIGHT" "$@"
