#!/bin/sh
# A swap file: without swap, no container could escape its limit into it, and
# the case that looks for that would see nothing.
#
#   vagrant/swap.sh [ROOT]     ROOT: a tree to do it in, for the tests
set -eu

root=${1:-}
if [ -n "$(swapon --show --noheadings)" ]; then
  echo "swap: on"
  exit 0
fi
file=/swapfile
echo "swap: 512 MiB in $file"
# Written anew each time: one that was half made when the machine was killed
# looks like a good one.
rm -f "$root$file"
(umask 077 && fallocate --length 512MiB "$root$file")
mkswap --quiet "$root$file"
grep -q "^$file " "$root/etc/fstab" || echo "$file none swap sw 0 0" >>"$root/etc/fstab"
swapon "$root$file" # last: what is on is taken for done
