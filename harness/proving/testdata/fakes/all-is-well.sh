#!/bin/sh
# Right, but always a success: fools whoever runs what succeeds.
"$RIGHT" "$@"
exit 0
