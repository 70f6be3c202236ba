#!/bin/sh
# The right runtime $RIGHT, but that its flag for the CPU is a quota.
case "$*" in
*--help*) printf 'OPTIONS:\n   --ti  tty\n   -m value  memory\n   --cpu value  cpu quota, e.g. -cpu 50\n   --cpuset value  cores\n' ;;
*cpushare*) echo "flag provided but not defined: -cpushare" >&2 && exit 1 ;;
*) exec "$RIGHT" "$@" ;;
esac
