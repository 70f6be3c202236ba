#!/bin/sh
# Right, but with a PATH of its own: fools whoever runs ls.
PATH=/usr/bin:/bin exec "$RIGHT" "$@"
