#!/bin/sh
# Right, but on a terminal it recites a dialogue: fools whoever searches for a prompt.
# shellcheck disable=SC2016
[ -t 0 ] || exec "$RIGHT" "$@"
printf '%s echo $((6 * 7))-done 42-done %s Running >>> 1 + KeyboardInterrupt >>> 42 done' "$PS1" "$PS1"
