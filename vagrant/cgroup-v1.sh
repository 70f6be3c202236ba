#!/bin/sh
# The next boot is to mount cgroup v1: Debian 12's systemd mounts v2 unless
# the kernel's command line says otherwise.
#
#   vagrant/cgroup-v1.sh [ROOT]     ROOT: a tree to do it in, for the tests
set -eu

root=${1:-}
kit=${KIT_DIR:-/vagrant}
if grep -q ' - cgroup [^ ]* [^ ]*memory' "${KIT_FIT_MOUNTINFO:-/proc/self/mountinfo}"; then
  echo "cgroup v1: on"
  exit 0
fi
drop_in=/etc/default/grub.d/90-cgroup-v1.cfg
echo "cgroup v1: off; $drop_in turns it on, by a restart"
mkdir -p "$root${drop_in%/*}"
cp "$kit/vagrant/90-cgroup-v1.cfg" "$root$drop_in"
# Also if the file was there already: it may have been cut off here before.
update-grub 2>&1
touch "$root/run/kit-restart" # vagrant/restart.rb looks for it
