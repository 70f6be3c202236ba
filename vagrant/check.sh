#!/bin/sh
# Is all there that the suites need? The same code answers as in the suites.
set -eu

fail() {
  echo "this machine is not fit for the tests: $*" >&2
  exit 1
}

# The suites find out here what a runtime does to a shared /, as systemd has it.
propagation=$(findmnt --noheadings --output PROPAGATION /)
[ "$propagation" = shared ] || fail "/ is $propagation, not shared"
[ -n "$(swapon --show --noheadings)" ] || fail "there is no swap, so no container could escape into it"
make --no-print-directory -C /vagrant doctor
