#!/bin/sh
# What the suites start, and what a student wants in there: Debian's packages.
set -eu

[ "$(id -u)" = 0 ] || {
  echo "packages: only root can install them" >&2
  exit 1
}

# An apt that was cut off may go on for a while, or has left its work half
# done. For those that follow here, it is waited for.
tries=60
until dpkg --configure -a; do
  tries=$((tries - 1))
  [ $tries -gt 0 ] || exit 1
  sleep 5
done
lock=/etc/apt/apt.conf.d/90-mydocker-kit
[ -e "$lock" ] || echo 'DPkg::Lock::Timeout "300";' >"$lock"

/vagrant/scripts/setup vm
