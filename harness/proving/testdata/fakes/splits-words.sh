#!/bin/sh
# Right, but splits the arguments once more: fools whoever sends plain words.
# shellcheck disable=SC2048,SC2086
exec "$RIGHT" $*
