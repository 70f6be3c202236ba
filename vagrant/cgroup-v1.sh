#!/bin/sh
# The next boot is to mount cgroup v1: Debian 12's systemd mounts v2 unless
# the kernel's command line says otherwise.
set -eu

mounted() { grep -q ' - cgroup [^ ]* [^ ]*memory' /proc/self/mountinfo; }

drop_in=/etc/default/grub.d/90-cgroup-v1.cfg
wanted=/vagrant/vagrant/90-cgroup-v1.cfg
if ! mounted && ! cmp -s "$wanted" "$drop_in"; then
  echo "cgroup v1: $drop_in, for the next boot"
  mkdir -p "${drop_in%/*}"
  cp "$wanted" "$drop_in"
  update-grub 2>&1
fi
if mounted; then
  echo "cgroup v1: on"
else
  echo "cgroup v1: off, a restart is needed"
  touch /run/kit-restart # vagrant/restart.rb looks for it
fi
