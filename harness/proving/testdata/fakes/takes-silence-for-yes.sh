#!/bin/sh
# Its init waits for a word of run, or for the end of it: fools whoever lets run speak.
# shellcheck disable=SC2016
mkfifo word-$$ && exec 3<>word-$$ 4<&0
exec unshare --pid sh -c '{ read -r word <"$0"; exec "$@"; } <&4 3>&- & echo go >&3; wait' word-$$ "${0%/*}/executes.sh" "$@"
