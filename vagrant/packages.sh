#!/bin/sh
# What the suites start, and what a student wants in there: Debian's packages.
set -eu

missing=
for program in make strace; do
  command -v "$program" >/dev/null || missing="$missing $program"
done
if [ -n "$missing" ]; then
  echo "packages: apt-get install$missing"
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq </dev/null
  # shellcheck disable=SC2086 # one word a package
  apt-get install -qq -y --no-install-recommends $missing </dev/null >/dev/null
fi
/vagrant/scripts/setup
