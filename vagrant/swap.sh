#!/bin/sh
# A swap file: without swap, no container could escape its limit into it, and
# the case that looks for that would see nothing.
set -eu

file=/swapfile
if [ -n "$(swapon --show --noheadings)" ]; then
  echo "swap: on"
  exit 0
fi
echo "swap: 512 MiB in $file"
# Written anew each time: one that was half made when the machine was killed
# looks like a good one.
rm -f "$file"
(umask 077 && fallocate --length 512MiB "$file")
mkswap --quiet "$file"
grep -q "^$file " /etc/fstab || echo "$file none swap sw 0 0" >>/etc/fstab
swapon "$file" # last: what is on is taken for done
