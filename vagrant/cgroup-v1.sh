#!/bin/sh
# The next boot is to mount cgroup v1: Debian 12's systemd mounts v2 unless
# the kernel's command line says otherwise.
set -eu

mounted() { grep -q ' - cgroup [^ ]* [^ ]*memory' /proc/self/mountinfo; }

if mounted; then
  echo "cgroup v1: on"
  exit 0
fi
drop_in=/etc/default/grub.d/90-cgroup-v1.cfg
echo "cgroup v1: off; $drop_in turns it on, by a restart"
mkdir -p "${drop_in%/*}"
cp /vagrant/vagrant/90-cgroup-v1.cfg "$drop_in"
# Also if the file was there already: it may have been cut off here before.
update-grub 2>&1
touch /run/kit-restart # vagrant/restart.rb looks for it
