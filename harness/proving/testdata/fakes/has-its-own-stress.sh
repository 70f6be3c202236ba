#!/bin/sh
# Right, but brings a stress that says it was killed: fools whoever reads its last line.
case $0 in */stress) echo "1 vm; signal 9" && exit 1 ;; esac
case "$*" in *100m*) ln -s "$0" stress && PATH=$PWD:$PATH ;; esac
exec "$RIGHT" "$@"
